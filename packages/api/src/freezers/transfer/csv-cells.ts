import type { Reader } from '@larder/db'
import type { ProductRow } from '../products/product-list.ts'
import { productFrom } from '../products/product-list.ts'
import { freezerNameKey } from '../queries.ts'
import { LONGEST_FREEZER_NAME } from '../schema.ts'
import { NEVER } from './import-row.ts'

/** What an inventory says of a freezer. */
interface FreezerCells {
  name: string
  boxes: number
}

/**
 * The cells of every freezer of a household. An inventory knows freezers by name, so an archived one
 * whose name another has is written under a name that nothing else has.
 */
export async function freezerCells(
  db: Reader,
  householdId: number,
): Promise<Map<number, FreezerCells>> {
  const freezers = await db
    .selectFrom('freezers')
    .select(['id', 'name', 'boxes', 'archived_at'])
    .where('household_id', '=', householdId)
    .orderBy('id')
    .execute()
  const holders = Map.groupBy(freezers, ({ name }) => freezerNameKey(name))
  const taken = new Set(holders.keys())
  return new Map(
    freezers.map(({ id, name, boxes, archived_at }) => {
      const isShared = (holders.get(freezerNameKey(name))?.length ?? 0) > 1
      const isOwn = archived_at === null || !isShared
      return [id, { name: isOwn ? name : distinctName(name, id, taken), boxes }]
    }),
  )
}

/** The name with the id of its freezer, such as `garage (#3)`. */
function distinctName(name: string, id: number, taken: Set<string>): string {
  for (let attempt = 1; ; attempt++) {
    const mark = attempt === 1 ? ` (#${id})` : ` (#${id}, ${attempt})`
    const distinct = `${beginningOf(name, LONGEST_FREEZER_NAME - mark.length)}${mark}`
    const key = freezerNameKey(distinct)
    if (taken.has(key)) continue
    taken.add(key)
    return distinct
  }
}

/** As much as there is room for. The cut may go through a character. */
function beginningOf(name: string, length: number): string {
  return name
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()
}

/** The cells of a product in an inventory. */
export function cellsOf(
  row: ProductRow,
  freezers: Map<number, FreezerCells>,
): (string | number | null)[] {
  const product = productFrom(row)
  const freezer = freezers.get(product.freezerId)
  return [
    freezer?.name ?? product.freezerName,
    freezer?.boxes ?? null,
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
