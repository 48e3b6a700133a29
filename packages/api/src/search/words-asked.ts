import type { RawBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { NoControlCharacters } from '../text/plain.ts'
import type { Term } from '../text/words.ts'
import { termsIn } from '../text/words.ts'

export const Query = NoControlCharacters.trim()
  .min(1)
  .max(200)
  .describe('Words, all of which must be there; the last one may be the beginning of a word')

/** Words that are looked for, at most. */
const MOST_TERMS = 20

/** What a query looks for; nothing, where it has neither letters nor digits. */
export function wordsAsked(query: string): Term[] {
  return termsIn(query).slice(0, MOST_TERMS)
}

/** Nothing comes after this in either engine's order of words. */
const LAST = '\u{10ffff}'

/** Whether a row of words is what is looked for. */
export function isTerm(column: string, { word, isPrefix }: Term): RawBuilder<SqlBool> {
  const ref = sql.ref(column)
  if (!isPrefix) return sql`${ref} = ${word}`
  return sql`(${ref} >= ${word} and ${ref} < ${word + LAST})`
}
