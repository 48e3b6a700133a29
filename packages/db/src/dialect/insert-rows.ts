import type { Insertable, Kysely, Transaction } from 'kysely'
import type { Tables } from '../tables/index.ts'
import { engineOf } from './engine.ts'

/** Rows in one statement. */
const MOST_AT_ONCE = { sqlite: 128, mysql: 500 }

/**
 * Writes any number of rows, in as many statements as it takes. SQLite's program for a list of rows is as long
 * as the list, and each length has its own, kept for the next time: so it gets lists of 128, 64, 32 and so on.
 */
export async function insertRows<Name extends keyof Tables>(
  db: Transaction<Tables>,
  table: Name,
  rows: Insertable<Tables[Name]>[],
): Promise<void> {
  for (let from = 0, to = 0; from < rows.length; from = to) {
    to = from + nextLength(db, rows.length - from)
    await db.insertInto(table).values(rows.slice(from, to)).execute()
  }
}

function nextLength(db: Kysely<Tables>, left: number): number {
  const engine = engineOf(db)
  const most = Math.min(left, MOST_AT_ONCE[engine])
  return engine === 'sqlite' ? 2 ** Math.floor(Math.log2(most)) : most
}
