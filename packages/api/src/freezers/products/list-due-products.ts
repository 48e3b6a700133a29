import { z } from 'zod'
import { addDays, daysBetween } from '../../calendar/day.ts'
import { pageInput, pageOf } from '../../listing/schema.ts'
import { HouseholdId } from '../../organisations/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { householdAsked } from '../household-asked.ts'
import { FreezerId, qualityNote } from '../schema.ts'
import { productFrom, productList } from './product-list.ts'
import { todayOf } from './rules.ts'
import { Product } from './schema.ts'

export const listDueProducts = query({
  summary: 'What is past its best or will be within so many days, the most overdue first.',
  scope: 'freezers:read',
  input: z
    .strictObject({
      withinDays: z
        .int()
        .min(0)
        .max(3650)
        .default(0)
        .describe('Also what falls due in the next days; 0: overdue only'),
      householdId: HouseholdId,
      freezerId: FreezerId.optional(),
      ...pageInput,
    })
    .prefault({}),
  output: pageOf(
    Product.extend({ daysLeft: z.int().describe('Until best before; negative when overdue') }),
  ).extend({
    today: z.string().describe('Calendar day in the time zone of the household'),
    note: z.string().describe('Show it wherever the days are shown'),
  }),
}).query(async ({ ctx, input }) => {
  const household = await householdAsked(ctx, input)
  const today = todayOf(household, ctx.clock)
  const { items, nextCursor } = await productList.page(ctx.db, {
    where: {
      householdId: { eq: household.organisationId },
      inside: { eq: true },
      freezerId: { eq: input.freezerId },
      bestBefore:
        input.withinDays === 0 ? { lt: today } : { lte: addDays(today, input.withinDays) },
    },
    sort: [{ by: 'bestBefore', direction: 'asc' }],
    cursor: input.cursor,
    limit: input.limit,
    extra: { language: ctx.actor.language },
  })
  return {
    items: items.map((row) => ({
      ...productFrom(row),
      daysLeft: daysBetween(today, row.best_before),
    })),
    nextCursor,
    today,
    note: qualityNote[ctx.actor.language],
  }
})
