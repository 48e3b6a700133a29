import type { Database } from '@larder/db'
import { sql } from 'kysely'

const tables = [
  ['trends', 'type_counts'],
  ['trends', 'type_days_out'],
  ['freezer-history', 'freezer_history'],
  ['event-origins', 'event_origins'],
] as const

/** Everything that is derived from the log, without the generation it is of. */
export async function derivedRows({ reader }: Database): Promise<Record<string, string[]>> {
  const dump: Record<string, string[]> = {}
  for (const [projection, table] of tables) {
    const { rows } = await sql<object>`
      select row.* from ${sql.table(table)} as row
      inner join projections on projections.generation = row.generation
      where projections.name = ${projection}`.execute(reader as never)
    dump[table] = rows.map((row) => JSON.stringify({ ...row, generation: undefined })).sort()
  }
  return dump
}

/** What the counters of everybody say, and what the products themselves come to. */
export async function countsOf({ reader }: Database): Promise<{ derived: Count[]; real: Count[] }> {
  const derived = await reader
    .selectFrom('type_counts as counter')
    .innerJoin('projections', 'projections.generation', 'counter.generation')
    .where('projections.name', '=', 'trends')
    .where('counter.household_id', '=', 0)
    .where('counter.count', '<>', 0)
    .select(['counter.type_id as type', 'counter.count'])
    .orderBy('counter.type_id')
    .execute()
  const real = await reader
    .selectFrom('products')
    .select(['type_id as type', sql<number>`count(*)`.as('count')])
    .groupBy('type_id')
    .orderBy('type_id')
    .execute()
  return { derived, real }
}

interface Count {
  type: number
  count: number
}
