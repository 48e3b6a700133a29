import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Reader } from '../database.ts'
import type { Tables } from '../tables/index.ts'
import { engineOf } from './engine.ts'

/** How many bytes the tables and indexes take. On MySQL it is the engine's own estimate. */
export async function databaseSize(reader: Reader): Promise<number> {
  const db = reader as Kysely<Tables>
  const question =
    engineOf(db) === 'sqlite'
      ? sql<{ bytes: number }>`select page_count * page_size as bytes
          from pragma_page_count(), pragma_page_size()`
      : sql<{ bytes: number }>`select coalesce(sum(data_length + index_length), 0) as bytes
          from information_schema.tables where table_schema = database()`
  const { rows } = await question.execute(db)
  return Number(rows[0]?.bytes ?? 0)
}
