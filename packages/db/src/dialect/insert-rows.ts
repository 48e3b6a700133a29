import type { Insertable, Kysely } from 'kysely'
import type { Tables } from '../tables/index.ts'
import { engineOf } from './engine.ts'

const MOST_AT_ONCE = 128

/**
 * Writes any number of rows. SQLite's program for a list of rows is as long as the list, and each length has
 * its own, kept for the next time: so it gets lists of 128, 64, 32 and so on, MySQL all rows at once.
 */
export async function insertRows<Name extends keyof Tables>(
  db: Kysely<Tables>,
  table: Name,
  rows: Insertable<Tables[Name]>[],
): Promise<void> {
  const lengthOf = engineOf(db) === 'sqlite' ? powerOfTwo : (left: number) => left
  for (let from = 0, to = 0; from < rows.length; from = to) {
    to = from + lengthOf(rows.length - from)
    await db.insertInto(table).values(rows.slice(from, to)).execute()
  }
}

/** The largest that is not above `limit`, nor above what is written at once. */
function powerOfTwo(limit: number): number {
  return 2 ** Math.floor(Math.log2(Math.min(limit, MOST_AT_ONCE)))
}
