import { z } from 'zod'
import { settle } from '../../event-log/projections/settle.ts'
import { householdOf } from '../../organisations/membership.ts'
import { HouseholdId } from '../../organisations/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { countByType } from './queries.ts'
import { trendsProjection } from './trends-projection.ts'

export const personalTrends = query({
  summary:
    'How often the household put in each product type and when one last left, the latest first, then the most frequent.',
  scope: 'freezers:read',
  input: z.strictObject({ householdId: HouseholdId }).prefault({}),
  output: z.object({
    items: z.array(
      z.object({
        typeId: z.int(),
        typeName: z.string(),
        count: z.int(),
        lastOut: z.string().nullable().describe('Calendar day; null: none ever left'),
      }),
    ),
  }),
}).query(async ({ ctx, input }) => {
  const { organisationId } = householdOf(ctx.actor, input.householdId)
  await settle(ctx, trendsProjection.name)
  const types = await countByType(ctx.db, ctx.actor.language, organisationId)
  types.sort(
    (a, b) => compareDays(b.lastOut, a.lastOut) || b.count - a.count || a.typeId - b.typeId,
  )
  return { items: types }
})

/** Days are ISO text, so text order is time order; a missing one comes before all. */
function compareDays(a: string | null, b: string | null): number {
  return (a ?? '').localeCompare(b ?? '', 'en')
}
