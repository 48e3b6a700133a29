import { z } from 'zod'
import { addDays, addMonths, daysBetween } from '../../calendar/day.ts'
import { householdOf } from '../../organisations/membership.ts'
import { HouseholdId } from '../../organisations/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { productFrom, productList } from '../products/product-list.ts'
import { todayOf } from '../products/rules.ts'
import { Product } from '../products/schema.ts'
import { qualityNote } from '../schema.ts'
import { eatenSince } from './queries.ts'
import { NEAR_DAYS, rank } from './ranking.ts'
import { reasonInWords } from './reason-in-words.ts'

/** Of very many overdue products, only the oldest are weighed against each other. */
const MOST_CANDIDATES = 200

export const suggestions = query({
  summary:
    'What to eat first: ranked from what is overdue or near it and what the household likes, each with its reason.',
  scope: 'freezers:read',
  input: z
    .strictObject({
      householdId: HouseholdId,
      limit: z.int().min(1).max(50).default(10).describe('How many suggestions'),
    })
    .prefault({}),
  output: z.object({
    items: z.array(
      Product.extend({
        daysLeft: z.int().describe('Until best before; negative when overdue'),
        reason: z.string().describe('In the language of the account'),
      }),
    ),
    note: z.string().describe('Show it wherever the days are shown'),
  }),
}).query(async ({ ctx, input }) => {
  const { actor, db } = ctx
  const household = householdOf(actor, input.householdId)
  const today = todayOf(household, ctx.clock)
  const { items: near } = await productList.page(db, {
    where: {
      householdId: { eq: household.organisationId },
      inside: { eq: true },
      bestBefore: { lte: addDays(today, NEAR_DAYS) },
    },
    sort: [{ by: 'bestBefore', direction: 'asc' }],
    limit: MOST_CANDIDATES,
    extra: { language: actor.language },
  })
  const eaten = await eatenSince(db, household.organisationId, addMonths(today, -12))
  const eatenInAll = [...eaten.values()].reduce((sum, times) => sum + times, 0)
  const ranked = near
    .map((row) => {
      const daysLeft = daysBetween(today, row.best_before)
      const candidate = { daysLeft, timesEaten: eaten.get(row.type_id) ?? 0 }
      const reason = reasonInWords(actor.language, row.type_name, candidate)
      return { row, daysLeft, reason, rank: rank(candidate, eatenInAll) }
    })
    .sort((a, b) => b.rank - a.rank || a.daysLeft - b.daysLeft)
  return {
    items: ranked
      .slice(0, input.limit)
      .map(({ row, daysLeft, reason }) => ({ ...productFrom(row), daysLeft, reason })),
    note: qualityNote[actor.language],
  }
})
