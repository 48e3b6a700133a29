const LONGEST_BYTES = 60

/** A cell as problems show it: in quotes, in one line, and never more than its beginning. */
export function quoted(cell: string): string {
  const whole = JSON.stringify(cell)
  const bytes = Buffer.from(whole)
  if (bytes.length <= LONGEST_BYTES + 2) return whole
  // The cut may go through a character.
  const beginning = bytes.toString('utf8', 0, LONGEST_BYTES + 1).replace(/\ufffd+$/, '')
  return `${beginning}..."`
}
