import type { Kysely, RawBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from '../tables/index.ts'
import { engineOf } from './engine.ts'

/** Deletes up to `limit` of the rows that meet a condition, so that nobody waits long. Answers how many. */
export async function deleteSome(
  db: Kysely<Tables>,
  table: keyof Tables,
  where: RawBuilder<SqlBool>,
  limit: number,
): Promise<number> {
  const from = sql.table(table)
  const old = sql`${from} where ${where} limit ${limit}`
  const statement =
    engineOf(db) === 'sqlite' ? await deletingByKey(db, table, old) : sql`delete from ${old}`
  const { numAffectedRows } = await statement.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** SQLite takes no limit here, and not every table has rowids: every table has a key. */
async function deletingByKey(
  db: Kysely<Tables>,
  table: keyof Tables,
  old: RawBuilder<unknown>,
): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})
    where pk > 0`.execute(db)
  const key = sql.join(rows.map(({ name }) => sql.ref(name)))
  return sql`delete from ${sql.table(table)} where (${key}) in (select ${key} from ${old})`
}
