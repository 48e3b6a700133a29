const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB']

/** Bytes for people: `12 bytes`, `1.5 MB`. */
export function inUnits(bytes: number): string {
  if (Math.abs(bytes) < 1_000) return `${bytes} bytes`
  const power = Math.min(Math.floor(Math.log10(Math.abs(bytes)) / 3), UNITS.length)
  return `${(bytes / 1_000 ** power).toFixed(1)} ${UNITS[power - 1]}`
}
