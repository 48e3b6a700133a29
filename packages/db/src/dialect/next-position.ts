import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from '../tables/index.ts'
import { engineOf } from './engine.ts'

/**
 * The position of the event that is being inserted. On SQLite, where write transactions run one after
 * the other, it is the next one; on MySQL events are numbered after their commit.
 */
export function nextPosition(db: Kysely<Tables>): RawBuilder<number | null> {
  return engineOf(db) === 'sqlite'
    ? sql<number>`(select coalesce(max(position), 0) + 1 from events)`
    : sql<null>`null`
}
