import type { Database } from '@larder/db'
import { CompiledQuery } from 'kysely'

/** The database, noting in `asked` every compiled query that its reader is given. */
export function noting(database: Database, asked: CompiledQuery[]): Database {
  const reader = new Proxy(database.reader, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        if (name === 'executeQuery') asked.push(given[0] as CompiledQuery)
        return (value as (...given: unknown[]) => unknown).apply(target, given)
      }
    },
  })
  return { ...database, reader }
}

/** How the engine would find what a query asks for, in its own words. */
export async function explain(
  { engine, writer }: Database,
  { sql, parameters }: CompiledQuery,
): Promise<string> {
  const how = engine === 'sqlite' ? 'explain query plan' : 'explain'
  const { rows } = await writer.executeQuery(CompiledQuery.raw(`${how} ${sql}`, [...parameters]))
  return JSON.stringify(rows)
}
