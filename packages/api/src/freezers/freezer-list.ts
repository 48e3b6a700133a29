import type { Reader } from '@larder/db'
import { sql } from 'kysely'
import { DomainError } from '../errors/map.ts'
import { dayColumn, foldedColumn, integerColumn } from '../listing/columns.ts'
import { listOf } from '../listing/list.ts'
import type { Freezer } from './schema.ts'

/** What freezers may be filtered by. */
export const freezerColumns = {
  id: integerColumn('freezer.id'),
  boxes: integerColumn('freezer.boxes'),
}

/** The orders of freezers: as they were created, or by name. */
export const freezerSorts = { created: ['id'], name: ['name'] } as const

interface FreezerRow {
  id: number
  household_id: number
  name: string
  boxes: number
  created_at: string
  archived_at: string | null
  products_inside: number
}

export const freezerList = listOf({
  columns: {
    ...freezerColumns,
    householdId: integerColumn('freezer.household_id'),
    name: foldedColumn('freezer.name_key'),
    archivedAt: dayColumn('freezer.archived_at', { nullable: true }),
  },
  unique: 'id',
  select: (db) =>
    db
      .selectFrom('freezers as freezer')
      .select(['freezer.id', 'freezer.household_id', 'freezer.name', 'freezer.boxes'])
      .select(['freezer.created_at', 'freezer.archived_at'])
      .select((eb) =>
        eb
          .selectFrom('products as product')
          .select(sql<number>`count(*)`.as('count'))
          .whereRef('product.household_id', '=', 'freezer.household_id')
          .where('product.inside', '=', 1)
          .whereRef('product.freezer_id', '=', 'freezer.id')
          .as('products_inside'),
      )
      .$castTo<FreezerRow>(),
})

/** A freezer as its owner sees it, with the household it belongs to. Throws NOT_FOUND. */
export async function shownFreezer(
  db: Reader,
  id: number,
): Promise<{ freezer: Freezer; householdId: number }> {
  const where = { id: { eq: id } }
  const { items } = await freezerList.page(db, { where, sort: [], limit: 1, extra: {} })
  const [row] = items
  if (!row) throw new DomainError('NOT_FOUND', { what: 'freezer', id })
  return { freezer: freezerFrom(row), householdId: row.household_id }
}

export function freezerFrom(row: FreezerRow): Freezer {
  return {
    id: row.id,
    householdId: row.household_id,
    name: row.name,
    boxes: row.boxes,
    productsInside: row.products_inside,
    createdAt: row.created_at,
    archivedAt: row.archived_at,
  }
}
