import type { Tables } from '@larder/db'
import type { Insertable } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

// Behind the server's back: whatever writes to these tables, the rules hold.
const larder = await startLarder()
const db = larder.database.writer
let ada: Person

beforeAll(async () => {
  ada = await larder.person('ada')
})

const duplicate = /unique|duplicate/i
const foreignKey = /foreign key/i

describe('Given a valid row of a product', () => {
  type Product = Insertable<Tables['products']>
  let inside: Product

  beforeAll(async () => {
    const freezer = await ada.freezer()
    const { id } = await ada.product(freezer, { number: 7 })
    const product = db.selectFrom('products').selectAll().where('id', '=', id)
    const { id: _, ...row } = await product.executeTakeFirstOrThrow()
    inside = { ...row, number: 8, slot: 8 }
  })

  test('then it can be inserted, inside and outside', async () => {
    await insert({})
    const out = { inside: 0, slot: null, date_out: inside.date_in } as const
    await insert(out)
    await insert({ ...out, out_reason: 'given away' })
  })

  test.for<[string, Partial<Product>, RegExp]>([
    ['a number that is taken', { number: 7, slot: 7 }, duplicate],
    ['no slot while inside', { slot: null }, /products_inside/],
    ['a slot that is not its number', { slot: 9 }, /products_inside/],
    ['a slot while outside', { inside: 0, date_out: '2999-01-01' }, /products_inside/],
    ['no day out while outside', { inside: 0, slot: null }, /products_inside/],
    ['a day out while inside', { date_out: '2999-01-01' }, /products_inside/],
    ['a reason for leaving while inside', { out_reason: 'eaten' }, /products_inside/],
    ['neither inside nor outside', { inside: 2 as 1, slot: null }, /products_inside/],
    [
      'a day out before the day in',
      { ...outOn('1999-12-31'), date_in: '2000-01-01' },
      /products_dates/,
    ],
    ['another reason', { ...outOn('2999-01-01'), out_reason: 'stolen' as 'eaten' }, /out_reason/],
    ['box 0', { box: 0 }, /products_place/],
    ['number 0', { number: 0, slot: 0 }, /products_place/],
    ['quantity 0', { quantity: 0 }, /products_quantity/],
    ['a period of 0 months', { period_months: 0 }, /products_period/],
    ['a freezer that does not exist', { freezer_id: 999_999 }, foreignKey],
    ['a type that does not exist', { type_id: 999_999 }, foreignKey],
    ['a household that does not exist', { household_id: 999_999 }, foreignKey],
  ])('when it has %s, then the database refuses it', async ([, wrong, rule]) => {
    await expect(insert({ number: 1000, slot: 1000, ...wrong })).rejects.toThrow(rule)
  })

  function insert(changes: Partial<Product>): Promise<unknown> {
    return db
      .insertInto('products')
      .values({ ...inside, ...changes })
      .execute()
  }

  function outOn(day: string): Partial<Product> {
    return { inside: 0, slot: null, date_out: day }
  }
})

describe('Given a valid row of a freezer', () => {
  type Freezer = Insertable<Tables['freezers']>

  test('then it can be inserted, in use and archived, twice under one name', async () => {
    await insert({ name: 'a', live_name: 'a' })
    await insert({ name: 'a', live_name: null, archived_at: '2024-01-01T00:00:00.000Z' })
    await insert({ name: 'a', live_name: null, archived_at: '2024-01-01T00:00:00.000Z' })
  })

  test.for<[string, Partial<Freezer>, RegExp]>([
    ['a name that is in use', { live_name: 'attic' }, duplicate],
    ['no boxes', { boxes: 0 }, /freezers_boxes/],
    ['no live name while in use', { live_name: null }, /freezers_archived/],
    [
      'a live name while archived',
      { archived_at: '2024-01-01T00:00:00.000Z' },
      /freezers_archived/,
    ],
    ['a household that does not exist', { household_id: 999_999 }, foreignKey],
  ])('when it has %s, then the database refuses it', async ([, wrong, rule]) => {
    await ada.freezer({ name: 'attic' }).catch(() => {})
    await expect(insert(wrong)).rejects.toThrow(rule)
  })

  test('when a product is in it, then it cannot be deleted', async () => {
    const { id } = await ada.freezer()
    await ada.product({ id })
    const deleting = db.deleteFrom('freezers').where('id', '=', id).execute()
    await expect(deleting).rejects.toThrow(foreignKey)
  })

  function insert(changes: Partial<Freezer>): Promise<unknown> {
    const created_at = '2024-01-01T00:00:00.000Z'
    const valid = {
      household_id: ada.householdId,
      name: 'b',
      name_key: 'b',
      live_name: 'b',
      boxes: 1,
      created_at,
    }
    return db
      .insertInto('freezers')
      .values({ ...valid, ...changes })
      .execute()
  }
})

describe('Given a valid row of a product type', () => {
  test.for<[min: number | null, max: number | null]>([
    [null, null],
    [1, 1],
    [3, 5],
  ])('then %s to %s months can be inserted', async ([min, max]) => {
    await insert(min, max)
  })

  test.for<[min: number | null, max: number | null]>([
    [0, 3],
    [4, 3],
    [null, 3],
    [3, null],
  ])('when its months are %s to %s, then the database refuses it', async ([min, max]) => {
    await expect(insert(min, max)).rejects.toThrow(/product_types_months/)
  })

  test('when a name is taken in its language, then the database refuses it', async () => {
    const name = { type_id: 2, language: 'en', name: 'Soup', name_key: 'soup' }
    await expect(db.insertInto('product_type_names').values(name).execute()).rejects.toThrow(
      duplicate,
    )
    const renaming = db.updateTable('product_type_names').set({ name_key: 'soup' })
    const meal = renaming.where('type_id', '=', 2).where('language', '=', 'en').execute()
    await expect(meal).rejects.toThrow(duplicate)
  })

  function insert(months_min: number | null, months_max: number | null): Promise<unknown> {
    return db
      .insertInto('product_types')
      .values({ months_min, months_max, foodkeeper_id: null })
      .execute()
  }
})
