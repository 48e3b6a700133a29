import type { Reader } from '@larder/db'
import type { ProductRow } from '../products/product-list.ts'
import { productFrom } from '../products/product-list.ts'
import { NEVER } from './import-row.ts'

/** How many boxes each freezer of a household has. */
export async function boxesByFreezer(
  db: Reader,
  householdId: number,
): Promise<Map<number, number>> {
  const freezers = await db
    .selectFrom('freezers')
    .select(['id', 'boxes'])
    .where('household_id', '=', householdId)
    .execute()
  return new Map(freezers.map(({ id, boxes }) => [id, boxes]))
}

/** The cells of a product in an inventory. */
export function cellsOf(row: ProductRow, boxes: Map<number, number>): (string | number | null)[] {
  const product = productFrom(row)
  return [
    product.freezerName,
    boxes.get(product.freezerId) ?? null,
    product.box,
    product.number,
    product.name,
    product.description,
    product.typeName,
    product.dateIn,
    product.dateOut,
    product.periodMonths ?? NEVER,
    product.quantity,
  ]
}
