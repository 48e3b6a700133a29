import type { Reader } from '@larder/db'
import { z } from 'zod'
import { HouseholdId } from '../../organisations/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { householdAsked } from '../household-asked.ts'
import type { ProductRow } from '../products/product-list.ts'
import { byPlace, productList } from '../products/product-list.ts'
import { FreezerId } from '../schema.ts'
import { cellsOf, freezerCells } from './csv-cells.ts'
import { writeCsv } from './csv-format.ts'

/** Products. */
const MORE_THAN_ANYBODY_HAS = 1_000_000_000

export const exportCsv = query({
  summary:
    'The inventory of one household as CSV, in the shape that the import takes; box after box. An archived freezer whose name another has is told apart by its id.',
  scope: 'freezers:read',
  input: z
    .strictObject({
      householdId: HouseholdId,
      freezerId: FreezerId.optional().describe('Only this freezer; all of them if left out'),
      inside: z
        .boolean()
        .optional()
        .describe('true: inside now, false: taken out; both if left out'),
    })
    .prefault({}),
  output: z.object({ csv: z.string(), products: z.int() }),
}).query(async ({ ctx, input }) => {
  const { organisationId } = await householdAsked(ctx, input)
  const where = {
    householdId: { eq: organisationId },
    freezerId: { eq: input.freezerId },
    inside: { eq: input.inside },
  }
  const rows = await allProducts(ctx.db, ctx.actor.language, where)
  const freezers = await freezerCells(ctx.db, organisationId)
  const csv = writeCsv(rows.map((row) => cellsOf(row, freezers)))
  return { csv, products: rows.length }
})

/**
 * In one statement: between two, a product could move to where it is passed over or found again. All
 * of them are kept anyway.
 */
async function allProducts(
  db: Reader,
  language: string,
  where: Parameters<typeof productList.page>[1]['where'],
): Promise<ProductRow[]> {
  const limit = MORE_THAN_ANYBODY_HAS
  const page = await productList.page(db, { where, sort: byPlace, limit, extra: { language } })
  return page.items
}
