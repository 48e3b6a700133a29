/**
 * The form in which names are compared, filtered and sorted: compatibility forms, accents and case
 * are gone, and spaces at the ends, so both engines agree without knowing any collation. At most
 * `maxLength` characters, and never half of one.
 */
export function fold(text: string, maxLength: number): string {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
  return folded.length <= maxLength ? folded : cut(folded, maxLength)
}

function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()
}
