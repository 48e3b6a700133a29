import type { CreateTableBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../dialect/schema.ts'
import type { Step } from './step.ts'

export const freezers: Step[] = [
  ({ createTable, column }) =>
    createTable('product_types')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('months_min', column.integer)
      .addColumn('months_max', column.integer)
      .addColumn('foodkeeper_id', column.integer)
      .addCheckConstraint(
        'product_types_months',
        sql`(months_min is null and months_max is null)
          or (months_min is not null and months_max is not null
            and 1 <= months_min and months_min <= months_max)`,
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('product_type_names')
      .addColumn('type_id', column.id, (c) => c.notNull())
      .addColumn('language', column.text(8), (c) => c.notNull())
      .addColumn('name', column.text(80), (c) => c.notNull())
      .addColumn('name_key', column.text(320), (c) => c.notNull())
      .addPrimaryKeyConstraint('product_type_names_key', ['type_id', 'language'])
      .addUniqueConstraint('product_type_names_name', ['language', 'name_key'])
      .addForeignKeyConstraint(
        'product_type_names_type',
        ['type_id'],
        'product_types',
        ['id'],
        (fk) => fk.onDelete('cascade'),
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('freezers')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('household_id', column.id, (c) => c.notNull())
      .addColumn('name', column.text(80), (c) => c.notNull())
      .addColumn('name_key', column.text(320), (c) => c.notNull())
      .addColumn('live_name', column.text(320))
      .addColumn('boxes', column.integer, (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('archived_at', column.instant)
      .addUniqueConstraint('freezers_name', ['household_id', 'live_name'])
      .addCheckConstraint('freezers_boxes', sql`boxes >= 1`)
      .addCheckConstraint('freezers_archived', sql`(archived_at is null) = (live_name is not null)`)
      .addForeignKeyConstraint('freezers_household', ['household_id'], 'organisations', ['id'])
      .execute(),
  (schema) => productsTable(schema).execute(),
  productsBy('best_before', ['household_id', 'inside', 'best_before']),
  productsBy('date_in', ['household_id', 'inside', 'date_in']),
  productsBy('date_out', ['household_id', 'inside', 'date_out']),
  productsBy('name', ['household_id', 'inside', 'name_key']),
  productsBy('place', ['household_id', 'inside', 'freezer_id', 'box', 'number']),
  productsBy('type', ['type_id']),
]

function productsTable({ createTable, column }: Schema): CreateTableBuilder<string> {
  return createTable('products')
    .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
    .addColumn('household_id', column.id, (c) => c.notNull())
    .addColumn('freezer_id', column.id, (c) => c.notNull())
    .addColumn('type_id', column.id, (c) => c.notNull())
    .addColumn('name', column.text(120), (c) => c.notNull())
    .addColumn('name_key', column.text(480), (c) => c.notNull())
    .addColumn('description', column.text(2000), (c) => c.notNull())
    .addColumn('quantity', column.integer, (c) => c.notNull())
    .addColumn('date_in', column.day, (c) => c.notNull())
    .addColumn('period_months', column.integer)
    .addColumn('best_before', column.day, (c) => c.notNull())
    .addColumn('box', column.integer, (c) => c.notNull())
    .addColumn('number', column.integer, (c) => c.notNull())
    .addColumn('slot', column.integer)
    .addColumn('inside', column.flag, (c) => c.notNull())
    .addColumn('date_out', column.day)
    .addColumn('out_reason', column.text(16))
    .addColumn('created_at', column.instant, (c) => c.notNull())
    .addUniqueConstraint('products_slot', ['freezer_id', 'box', 'slot'])
    .addCheckConstraint('products_quantity', sql`quantity >= 1`)
    .addCheckConstraint('products_period', sql`period_months is null or period_months >= 1`)
    .addCheckConstraint('products_place', sql`box >= 1 and number >= 1`)
    .addCheckConstraint(
      'products_inside',
      sql`(inside = 1 and slot is not null and slot = number and date_out is null and out_reason is null)
        or (inside = 0 and slot is null and date_out is not null)`,
    )
    .addCheckConstraint('products_dates', sql`date_out is null or date_out >= date_in`)
    .addCheckConstraint(
      'products_out_reason',
      sql`out_reason is null or out_reason in ('eaten', 'given away', 'discarded')`,
    )
    .addForeignKeyConstraint('products_household', ['household_id'], 'organisations', ['id'])
    .addForeignKeyConstraint('products_freezer', ['freezer_id'], 'freezers', ['id'])
    .addForeignKeyConstraint('products_type_exists', ['type_id'], 'product_types', ['id'])
}

/** One index for each order in which products are listed. */
function productsBy(name: string, columns: string[]): Step {
  return ({ db }) =>
    db.schema.createIndex(`products_by_${name}`).on('products').columns(columns).execute()
}
