import type { Kysely, SelectQueryBuilder } from 'kysely'
import { engineOf } from './dialect/engine.ts'
import type { Tables } from './tables/index.ts'

/**
 * Holds the selected rows until the transaction ends, so that what was read is still true when it
 * is acted upon. SQLite needs nothing: its write transactions already run one after the other.
 */
export function locked<DB, TB extends keyof DB, O>(
  db: Kysely<Tables>,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return engineOf(db) === 'mysql' ? query.forUpdate() : query
}
