/**
 * One line that a terminal only shows: control and direction-override characters, which could
 * move the cursor, change colours or hide what is really there, are made visible.
 */
export function plain(text: string): string {
  return text
    .replace(/\r\n|[\n\r\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}
