/** How long a video is, as players show it: "0:09", "12:05", "1:02:05". */
export function lengthInWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000)
  const minutes = Math.floor(seconds / 60)
  const two = (count: number): string => String(count).padStart(2, '0')
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}
