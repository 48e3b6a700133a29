import type { Reader } from '@larder/db'
import { sql } from 'kysely'
import type { Day } from '../../calendar/day.ts'
import { trendsProjection } from './trends-projection.ts'

export interface TypeCount {
  typeId: number
  typeName: string
  count: number
  lastOut: Day | null
}

/**
 * How often each type was put in, and when one last left; of one household or of `EVERYBODY`. Read
 * from the counters of the trends projection.
 */
export async function countByType(
  db: Reader,
  language: string,
  householdId: number,
): Promise<TypeCount[]> {
  return db
    .selectFrom('type_counts as counter')
    .innerJoin('projections as projection', 'projection.generation', 'counter.generation')
    .innerJoin('product_type_names as english', (join) =>
      join
        .onRef('english.type_id', '=', 'counter.type_id')
        .on('english.language', '=', sql.lit('en')),
    )
    .leftJoin('product_type_names as local', (join) =>
      join.onRef('local.type_id', '=', 'counter.type_id').on('local.language', '=', language),
    )
    .where('projection.name', '=', trendsProjection.name)
    .where('counter.household_id', '=', householdId)
    .where('counter.count', '>', 0)
    .select([
      'counter.type_id as typeId',
      sql<string>`coalesce(local.name, english.name)`.as('typeName'),
      'counter.count',
    ])
    .select((eb) =>
      eb
        .selectFrom('type_days_out as out')
        .select(sql<Day | null>`max(out.day)`.as('day'))
        .whereRef('out.generation', '=', 'counter.generation')
        .whereRef('out.household_id', '=', 'counter.household_id')
        .whereRef('out.type_id', '=', 'counter.type_id')
        .where('out.count', '>', 0)
        .as('lastOut'),
    )
    .execute()
}

/** How often the household took each type out to eat it, since a day. */
export async function eatenSince(
  db: Reader,
  householdId: number,
  since: Day,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('products')
    .select(['type_id', sql<number>`count(*)`.as('times')])
    .where('household_id', '=', householdId)
    .where('inside', '=', 0)
    .where('date_out', '>=', since)
    .where((eb) => eb.or([eb('out_reason', '=', 'eaten'), eb('out_reason', 'is', null)]))
    .groupBy('type_id')
    .execute()
  return new Map(rows.map(({ type_id, times }) => [type_id, times]))
}
