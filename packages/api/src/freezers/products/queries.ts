import type { Reader, Tables, Writer } from '@larder/db'
import { isOrphan, locked, prepared, preparedInsert, TryAgain } from '@larder/db'
import type { Selectable, Updateable } from 'kysely'
import type { Day } from '../../calendar/day.ts'
import { DomainError } from '../../errors/map.ts'
import { fold } from '../../text/fold.ts'
import { bestBefore } from './best-before.ts'
import type { ProductRow } from './product-list.ts'
import { productFrom, selectProducts } from './product-list.ts'
import type { OutReason, Product, ProductFacts } from './schema.ts'

/** A product as its owner sees it, with the household it belongs to. Throws NOT_FOUND. */
export async function shownProduct(
  db: Reader,
  language: string,
  id: number,
): Promise<{ product: Product; householdId: number }> {
  const [row] = await findProduct(db, { language, id })
  if (!row) throw new DomainError('NOT_FOUND', { what: 'product', id })
  return { product: productFrom(row), householdId: row.household_id }
}

const findProduct = prepared<
  { language: string; id: number },
  ProductRow & { household_id: number }
>((db, param) =>
  selectProducts(db, param('language'))
    .select('product.household_id')
    .where('product.id', '=', param('id')),
)

/** A product with its freezer, both held until the transaction ends. */
export interface HeldProduct extends ProductFacts {
  id: number
  householdId: number
  box: number
  number: number
  dateOut: Day | null
  outReason: OutReason | null
  freezer: { id: number; name: string; boxes: number; archivedAt: string | null }
}

/** Holds a product and its freezer, whose numbers and history it takes part in. Throws NOT_FOUND. */
export async function holdProduct(db: Writer, id: number): Promise<HeldProduct> {
  const [row] = await findHeld(db, { id })
  if (!row) throw new DomainError('NOT_FOUND', { what: 'product', id })
  return {
    id: row.id,
    householdId: row.household_id,
    name: row.name,
    description: row.description,
    typeId: row.type_id,
    quantity: row.quantity,
    dateIn: row.date_in,
    periodMonths: row.period_months,
    box: row.box,
    number: row.number,
    dateOut: row.date_out,
    outReason: row.out_reason,
    freezer: {
      id: row.freezer_id,
      name: row.freezer_name,
      boxes: row.freezer_boxes,
      archivedAt: row.freezer_archived_at,
    },
  }
}

type HeldRow = Selectable<Tables['products']> & {
  freezer_name: string
  freezer_boxes: number
  freezer_archived_at: string | null
}

const findHeld = prepared<{ id: number }, HeldRow>((db, param) =>
  locked(
    db,
    db
      .selectFrom('products as product')
      .innerJoin('freezers as freezer', 'freezer.id', 'product.freezer_id')
      .selectAll('product')
      .select([
        'freezer.name as freezer_name',
        'freezer.boxes as freezer_boxes',
        'freezer.archived_at as freezer_archived_at',
      ])
      .where('product.id', '=', param('id')),
  ),
)

export interface NewProduct extends ProductFacts {
  householdId: number
  freezerId: number
  box: number
  number: number
  leaving: { dateOut: Day; reason: OutReason | null } | null
  now: string
}

/** Inserts a product whose rules were checked. Answers its id. */
export function insertProduct(db: Writer, product: NewProduct): Promise<number> {
  const { leaving, ...rest } = product
  return againIfRemoved(() =>
    insert(db, {
      ...rest,
      nameKey: fold(product.name, 480),
      bestBefore: bestBefore(product.dateIn, product.periodMonths),
      slot: leaving ? null : product.number,
      inside: leaving ? 0 : 1,
      dateOut: leaving?.dateOut ?? null,
      outReason: leaving?.reason ?? null,
    }),
  )
}

type InsertedProduct = Omit<NewProduct, 'leaving'> & {
  nameKey: string
  bestBefore: Day
  slot: number | null
  inside: 0 | 1
  dateOut: Day | null
  outReason: OutReason | null
}

const insert = preparedInsert<InsertedProduct>((db, param) =>
  db.insertInto('products').values({
    household_id: param('householdId'),
    freezer_id: param('freezerId'),
    type_id: param('typeId'),
    name: param('name'),
    name_key: param('nameKey'),
    description: param('description'),
    quantity: param('quantity'),
    date_in: param('dateIn'),
    period_months: param('periodMonths'),
    best_before: param('bestBefore'),
    box: param('box'),
    number: param('number'),
    slot: param('slot'),
    inside: param('inside'),
    date_out: param('dateOut'),
    out_reason: param('outReason'),
    created_at: param('now'),
  }),
)

/** Changes columns of a product that is held. */
export async function updateProduct(
  db: Writer,
  id: number,
  changes: Updateable<Tables['products']>,
): Promise<void> {
  await againIfRemoved(() => db.updateTable('products').set(changes).where('id', '=', id).execute())
}

/** MySQL shows a type until its removal is committed: the next attempt will see that it is gone. */
async function againIfRemoved<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isOrphan(error)) throw error
    throw new TryAgain('The product type was removed at the same moment.')
  }
}
