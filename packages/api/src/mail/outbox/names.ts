/** The name of a message's file. Names sort by time, and say whose data is in them. */
export function nameOf({ id, subject, at }: { id: string; subject: string; at: Date }): string {
  return `${at.toISOString().replace(/[-:.]/g, '')}-${subject}-${id}.eml`
}

/** When the message of a file was written; undefined when the name is not ours. */
export function timeIn(name: string): Date | undefined {
  const [, date, hours, minutes, seconds, ms] =
    /^(\d{8})T(\d\d)(\d\d)(\d\d)(\d{3})Z-.*\.eml$/.exec(name) ?? []
  if (date === undefined) return undefined
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`
  const at = new Date(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`)
  return Number.isNaN(at.getTime()) ? undefined : at
}
