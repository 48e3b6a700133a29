import type { AliasedRawBuilder, Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from '../tables/index.ts'
import { engineOf } from './engine.ts'

/**
 * A table that is read in the order of one of its indexes, under another name: for a page at the top of
 * an order, of which neither engine's statistics know how soon it is full.
 */
export function byIndex<Name extends keyof Tables, Alias extends string>(
  db: Kysely<Tables>,
  table: Name,
  { as, index }: { as: Alias; index: string },
): AliasedRawBuilder<Tables[Name], Alias> {
  const hint =
    engineOf(db) === 'mysql'
      ? sql`force index (${sql.ref(index)})`
      : sql`indexed by ${sql.ref(index)}`
  return sql<Tables[Name]>`${sql.table(table)}`.as<Alias>(sql`${sql.ref(as)} ${hint}`)
}
