import type { Reader } from '@larder/db'
import { sql } from 'kysely'
import type { Day } from '../../calendar/day.ts'

export interface TypeCount {
  typeId: number
  typeName: string
  count: number
  lastOut: Day | null
}

/** How often each type was put in, and when one last left; of one household or of everybody. */
export async function countByType(
  db: Reader,
  language: string,
  householdId?: number,
): Promise<TypeCount[]> {
  return db
    .selectFrom('products as product')
    .innerJoin('product_type_names as english', (join) =>
      join
        .onRef('english.type_id', '=', 'product.type_id')
        .on('english.language', '=', sql.lit('en')),
    )
    .leftJoin('product_type_names as local', (join) =>
      join.onRef('local.type_id', '=', 'product.type_id').on('local.language', '=', language),
    )
    .$if(householdId !== undefined, (qb) => qb.where('product.household_id', '=', householdId ?? 0))
    .groupBy(['product.type_id', 'english.name', 'local.name'])
    .select([
      'product.type_id as typeId',
      sql<string>`coalesce(local.name, english.name)`.as('typeName'),
      sql<number>`count(*)`.as('count'),
      sql<Day | null>`max(product.date_out)`.as('lastOut'),
    ])
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
