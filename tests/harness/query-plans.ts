import type { Database, Tables } from '@larder/db'
import { CompiledQuery, QueryCreator } from 'kysely'

/** The database, noting in `asked` every compiled query that its reader carries out. */
export function noting(database: Database, asked: CompiledQuery[]): Database {
  const executor = notingIn(asked, database.reader.getExecutor())
  const built = new QueryCreator<Tables>({ executor })
  const reader = new Proxy(notingIn(asked, database.reader), {
    get: (target, name) =>
      name === 'selectFrom' || name === 'with'
        ? built[name].bind(built)
        : Reflect.get(target, name),
  })
  return { ...database, reader }
}

function notingIn<T extends object>(asked: CompiledQuery[], carriesOut: T): T {
  return new Proxy(carriesOut, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...given: unknown[]) => {
        if (name === 'executeQuery') asked.push(given[0] as CompiledQuery)
        return (value as (...given: unknown[]) => unknown).apply(target, given)
      }
    },
  })
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
