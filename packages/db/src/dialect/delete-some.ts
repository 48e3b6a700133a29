import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from '../tables/index.ts'
import { engineOf } from './engine.ts'

/** Deletes up to `limit` rows of the generations before one, so that nobody waits long. Answers how many. */
export async function deleteSome(
  db: Kysely<Tables>,
  table: keyof Tables,
  before: number,
  limit: number,
): Promise<number> {
  const from = sql.table(table)
  const statement =
    engineOf(db) === 'sqlite'
      ? sql`delete from ${from} where rowid in
          (select rowid from ${from} where generation < ${before} limit ${limit})`
      : sql`delete from ${from} where generation < ${before} limit ${limit}`
  const { numAffectedRows } = await statement.execute(db)
  return Number(numAffectedRows ?? 0)
}
