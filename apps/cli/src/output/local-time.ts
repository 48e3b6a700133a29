/** An instant as a clock on the wall here shows it: `YYYY-MM-DD HH:mm`. */
export function localTime(instant: string): string {
  // Swedish writes days as ISO 8601 does.
  return new Date(instant).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
}

/** The day that a calendar on the wall here shows at an instant: `YYYY-MM-DD`. */
export function localDay(instant: string): string {
  return new Date(instant).toLocaleDateString('sv-SE')
}
