const UNITS = ['kB', 'MB', 'GB', 'TB']

/** Bytes in few characters: "840 B", "12.4 kB", "1.2 GB". */
export function bytesInWords(bytes: number): string {
  if (bytes < 1_000) return `${Math.round(bytes)} B`
  let value = bytes / 1_000
  let unit = 0
  // 999.95 would be written as 1000.0.
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1_000
    unit++
  }
  return `${value.toFixed(1)} ${UNITS[unit]}`
}
