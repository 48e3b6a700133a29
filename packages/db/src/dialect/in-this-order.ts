import type { Kysely, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from '../tables/index.ts'
import { engineOf } from './engine.ts'

/**
 * Has the tables of a query read in the order in which they are written, where we know better than the
 * statistics. They have to be cross joined: that is what SQLite takes it from.
 */
export function inThisOrder<DB, TB extends keyof DB, O>(
  db: Kysely<Tables>,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return engineOf(db) === 'mysql' ? query.modifyFront(sql`straight_join`) : query
}
