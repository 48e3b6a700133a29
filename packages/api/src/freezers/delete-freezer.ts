import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { Done } from '../procedures/done.ts'
import { command } from '../procedures/trpc.ts'
import { FreezerDeleted, freezerStream } from './events.ts'
import { authorizeFreezer } from './policy.ts'
import { historyOf, holdFreezer } from './queries.ts'
import { FreezerId } from './schema.ts'

export const deleteFreezer = command({
  summary: 'Deletes a freezer that never held anything. One with a history can only be archived.',
  scope: 'freezers:write',
  reasons: ['FREEZER_HAS_HISTORY'],
  input: z.strictObject({ id: FreezerId }),
  output: Done,
}).mutation(async ({ ctx, input }) => {
  const freezer = await holdFreezer(ctx.db, input.id)
  const { id, householdId, name, boxes } = freezer
  authorizeFreezer(ctx.actor, 'delete a freezer', freezer)
  const { events, products, productsInside } = await historyOf(ctx.db, freezer)
  if (events > 0 || products > 0) {
    throw new DomainError('FREEZER_HAS_HISTORY', { events, productsInside })
  }
  await ctx.db.deleteFrom('freezers').where('id', '=', id).execute()
  await ctx.record(freezerStream(freezer), FreezerDeleted({ householdId, name, boxes }))
  return { done: true } as const
})
