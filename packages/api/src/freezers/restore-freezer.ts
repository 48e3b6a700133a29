import { z } from 'zod'
import { command } from '../procedures/trpc.ts'
import { FreezerRestored, freezerStream } from './events.ts'
import { shownFreezer } from './freezer-list.ts'
import { authorizeFreezer } from './policy.ts'
import { holdFreezer, updateFreezer } from './queries.ts'
import { Freezer, FreezerId } from './schema.ts'

export const restoreFreezer = command({
  summary: 'Takes an archived freezer into use again.',
  scope: 'freezers:write',
  reasons: ['FREEZER_NAME_TAKEN'],
  input: z.strictObject({ id: FreezerId }),
  output: Freezer,
}).mutation(async ({ ctx, input }) => {
  const freezer = await holdFreezer(ctx.db, input.id)
  authorizeFreezer(ctx.actor, 'restore a freezer', freezer)
  if (freezer.archivedAt !== null) {
    await updateFreezer(ctx.db, freezer, { ...freezer, archivedAt: null })
    await ctx.record(freezerStream(freezer), FreezerRestored({}))
  }
  return (await shownFreezer(ctx.db, freezer.id)).freezer
})
