import { z } from 'zod'
import { listInput } from '../../listing/schema.ts'
import { sortKeys } from '../../listing/sort.ts'
import { HouseholdId } from '../../organisations/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { householdAsked, householdSupposed } from '../household-asked.ts'
import { FreezerId } from '../schema.ts'
import { byPlace, productColumns, productFrom, productList, productSorts } from './product-list.ts'
import { ProductPage } from './schema.ts'

export const listProducts = query({
  summary:
    'Products of one household, inside, outside or both; box after box unless sorted otherwise.',
  scope: 'freezers:read',
  input: z
    .strictObject({
      householdId: HouseholdId,
      freezerId: FreezerId.optional().describe('Only this freezer; all of them if left out'),
      inside: z
        .boolean()
        .optional()
        .describe('true: inside now, false: taken out; both if left out'),
      ...listInput(productColumns, productSorts),
    })
    .prefault({}),
  output: ProductPage,
}).query(async ({ ctx, input }) => {
  const household = await householdSupposed(ctx, input)
  const where = {
    householdId: { eq: household.organisationId },
    inside: { eq: input.inside },
    freezerId: { eq: input.freezerId },
    and: [input.where ?? {}],
  }
  const request = {
    where,
    sort: input.sort ? sortKeys(productSorts, input.sort) : byPlace,
    cursor: input.cursor,
    limit: input.limit,
    extra: { language: ctx.actor.language },
  }
  const { items, nextCursor } = await productList.page(ctx.db, request)
  // Looked at only when nothing was found: an unknown freezer is not an empty one.
  if (items.length === 0) await householdAsked(ctx, input)
  return {
    items: items.map(productFrom),
    nextCursor,
    ...(input.withTotal ? { total: await productList.count(ctx.db, request) } : {}),
  }
})
