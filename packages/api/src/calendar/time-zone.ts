// Only canonical names get here, so there are no more of these than time zones.
const formats = new Map<string, Intl.DateTimeFormat>()

/** The usual spelling of an IANA name, or null when the runtime does not know it. */
export function canonicalTimeZone(name: string): string | null {
  // Offsets such as +01:00 are known too, but say nothing about summer time.
  if (/^[+-]/.test(name)) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

/** The calendar day, `YYYY-MM-DD`, that `instant` falls on in the time zone. */
export function dayIn(timeZone: string, instant: Date): string {
  return formatFor(timeZone).format(instant)
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  // Swedish writes days as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  formats.set(timeZone, format)
  return format
}
