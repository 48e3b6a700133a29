import { z } from 'zod'
import { householdOf } from '../organisations/membership.ts'
import { query } from '../trpc.ts'
import { freeNumbers } from './products/free-numbers.ts'
import { FreezerId } from './schema.ts'
import { visibleFreezer } from './visible-freezer.ts'

export const nextFreeNumbers = query({
  summary: 'The lowest free number of every box, of one freezer or of all in use.',
  scope: 'freezers:read',
  input: z.strictObject({ freezerId: FreezerId.optional() }).prefault({}),
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
  if (input.freezerId !== undefined) await visibleFreezer(ctx, input.freezerId)
  const { organisationId } = householdOf(ctx.actor)
  return { items: await freeNumbers(ctx.db, organisationId, input.freezerId) }
})
