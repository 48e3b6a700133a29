import { z } from 'zod'
import { HouseholdId } from '../organisations/schema.ts'
import { query } from '../procedures/trpc.ts'
import { householdAsked } from './household-asked.ts'
import { freeNumbers } from './products/free-numbers.ts'
import { FreezerId } from './schema.ts'

export const nextFreeNumbers = query({
  summary: 'The lowest free number of every box, of one freezer or of all in use.',
  scope: 'freezers:read',
  reasons: ['TOO_MANY_BOXES'],
  input: z.strictObject({ householdId: HouseholdId, freezerId: FreezerId.optional() }).prefault({}),
  output: z.object({
    items: z.array(
      z.object({
        freezerId: z.int(),
        freezerName: z.string(),
        box: z.int(),
        nextFreeNumber: z.int(),
        productsInside: z.int(),
      }),
    ),
  }),
}).query(async ({ ctx, input }) => {
  const { organisationId } = await householdAsked(ctx, input)
  return { items: await freeNumbers(ctx.db, organisationId, input.freezerId) }
})
