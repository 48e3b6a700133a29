import type { Reader } from '@larder/db'
import { z } from 'zod'
import { LONGEST_PAGE } from '../../listing/schema.ts'
import { householdOf } from '../../organisations/membership.ts'
import { query } from '../../trpc.ts'
import type { ProductRow } from '../products/product-list.ts'
import { byPlace, productFrom, productList } from '../products/product-list.ts'
import { FreezerId } from '../schema.ts'
import { visibleFreezer } from '../visible-freezer.ts'
import { writeCsv } from './csv-format.ts'
import { NEVER } from './import-row.ts'

export const exportCsv = query({
  summary: 'The inventory as CSV, in the shape that the import takes; box after box.',
  scope: 'freezers:read',
  input: z
    .strictObject({
      freezerId: FreezerId.optional().describe('Only this freezer; all of them if left out'),
      inside: z
        .boolean()
        .optional()
        .describe('true: inside now, false: taken out; both if left out'),
    })
    .prefault({}),
  output: z.object({ csv: z.string(), products: z.int() }),
}).query(async ({ ctx, input }) => {
  if (input.freezerId !== undefined) await visibleFreezer(ctx, input.freezerId)
  const { organisationId } = householdOf(ctx.actor)
  const where = {
    householdId: { eq: organisationId },
    freezerId: { eq: input.freezerId },
    inside: { eq: input.inside },
  }
  const rows = await allProducts(ctx.db, ctx.actor.language, where)
  const boxes = await boxesByFreezer(ctx.db, organisationId)
  const csv = writeCsv(rows.map((row) => cellsOf(row, boxes)))
  return { csv, products: rows.length }
})

async function allProducts(
  db: Reader,
  language: string,
  where: Parameters<typeof productList.page>[1]['where'],
): Promise<ProductRow[]> {
  const rows: ProductRow[] = []
  let cursor: string | undefined
  do {
    const page = await productList.page(db, {
      where,
      sort: byPlace,
      cursor,
      limit: LONGEST_PAGE,
      extra: { language },
    })
    rows.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return rows
}

async function boxesByFreezer(db: Reader, householdId: number): Promise<Map<number, number>> {
  const freezers = await db
    .selectFrom('freezers')
    .select(['id', 'boxes'])
    .where('household_id', '=', householdId)
    .execute()
  return new Map(freezers.map(({ id, boxes }) => [id, boxes]))
}

function cellsOf(row: ProductRow, boxes: Map<number, number>): (string | number | null)[] {
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
