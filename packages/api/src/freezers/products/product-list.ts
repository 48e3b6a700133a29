import type { Param, Tables } from '@larder/db'
import type { Kysely, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import { dayColumn, flagColumn, foldedColumn, integerColumn } from '../../listing/columns.ts'
import { listOf } from '../../listing/list.ts'
import { sortKeys } from '../../listing/sort.ts'
import { KEEPS_FOR_EVER } from './best-before.ts'
import type { Product } from './schema.ts'

/** What products may be filtered by. */
export const productColumns = {
  id: integerColumn('product.id'),
  name: foldedColumn('product.name_key'),
  typeId: integerColumn('product.type_id'),
  freezerId: integerColumn('product.freezer_id'),
  box: integerColumn('product.box'),
  number: integerColumn('product.number'),
  quantity: integerColumn('product.quantity'),
  dateIn: dayColumn('product.date_in'),
  bestBefore: dayColumn('product.best_before', { nullAs: KEEPS_FOR_EVER }),
  dateOut: dayColumn('product.date_out', { nullable: true }),
}

/** The orders of products; each has an index among those inside and those outside. */
export const productSorts = {
  /** Box after box, as one stands before the open freezer. */
  place: ['freezerId', 'box', 'number'],
  name: ['name'],
  dateIn: ['dateIn'],
  bestBefore: ['bestBefore'],
  dateOut: ['dateOut'],
} as const

export const byPlace = sortKeys(productSorts, [{ by: 'place', direction: 'asc' }])

export const productList = listOf({
  columns: {
    ...productColumns,
    householdId: integerColumn('product.household_id'),
    inside: flagColumn('product.inside'),
  },
  unique: 'id',
  select: (db, param: Param<{ language: string }>) => selectProducts(db, param('language')),
})

export interface ProductRow {
  id: number
  freezer_id: number
  freezer_name: string
  box: number
  number: number
  name: string
  description: string
  type_id: number
  type_name: string
  quantity: number
  date_in: string
  period_months: number | null
  best_before: string
  inside: 0 | 1
  date_out: string | null
  out_reason: Product['outReason']
}

type Language = ReturnType<Param<{ language: string }>>

/** Products with the names of their freezer and, in the asked language, of their type. */
export function selectProducts(
  db: Kysely<Tables>,
  language: Language,
  // biome-ignore lint/suspicious/noExplicitAny: the joined aliases are of no use to callers.
): SelectQueryBuilder<any, any, ProductRow> {
  return db
    .selectFrom('products as product')
    .innerJoin('freezers as freezer', 'freezer.id', 'product.freezer_id')
    .innerJoin('product_type_names as english', (join) =>
      join
        .onRef('english.type_id', '=', 'product.type_id')
        .on('english.language', '=', sql.lit('en')),
    )
    .leftJoin('product_type_names as local', (join) =>
      join.onRef('local.type_id', '=', 'product.type_id').on('local.language', '=', language),
    )
    .select([
      'product.id',
      'product.freezer_id',
      'freezer.name as freezer_name',
      'product.box',
      'product.number',
      'product.name',
      'product.description',
      'product.type_id',
      sql<string>`coalesce(local.name, english.name)`.as('type_name'),
      'product.quantity',
      'product.date_in',
      'product.period_months',
      'product.best_before',
      'product.inside',
      'product.date_out',
      'product.out_reason',
    ])
}

export function productFrom(row: ProductRow): Product {
  return {
    id: row.id,
    freezerId: row.freezer_id,
    freezerName: row.freezer_name,
    box: row.box,
    number: row.number,
    name: row.name,
    description: row.description,
    typeId: row.type_id,
    typeName: row.type_name,
    quantity: row.quantity,
    dateIn: row.date_in,
    periodMonths: row.period_months,
    bestBefore: row.best_before === KEEPS_FOR_EVER ? null : row.best_before,
    inside: row.inside === 1,
    dateOut: row.date_out,
    outReason: row.out_reason,
  }
}
