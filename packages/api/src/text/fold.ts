/**
 * The form in which names are compared, filtered and sorted: compatibility forms, accents and case
 * are gone, and spaces at the ends, so both engines agree without knowing any collation. At most `maxLength` characters.
 */
export function fold(text: string, maxLength: number): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().slice(0, maxLength)
}
