import type { Kysely } from 'kysely'
import { SqliteAdapter } from 'kysely'

export type Engine = 'sqlite' | 'mysql'

/** Which engine a handle (or a transaction) talks to. */
// biome-ignore lint/suspicious/noExplicitAny: a handle on any tables; `Kysely<T>` is invariant in T.
export function engineOf(db: Kysely<any>): Engine {
  return db.getExecutor().adapter instanceof SqliteAdapter ? 'sqlite' : 'mysql'
}
