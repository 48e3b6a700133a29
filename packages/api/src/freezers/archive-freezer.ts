import { z } from 'zod'
import { command } from '../procedures/trpc.ts'
import { FreezerArchived, freezerStream } from './events.ts'
import { shownFreezer } from './freezer-list.ts'
import { authorizeFreezer } from './policy.ts'
import { holdFreezer, updateFreezer } from './queries.ts'
import { Freezer, FreezerId } from './schema.ts'

export const archiveFreezer = command({
  summary:
    'Archives a freezer: it keeps its history and what is inside, but nothing can be put into it.',
  scope: 'freezers:write',
  input: z.strictObject({ id: FreezerId }),
  output: Freezer,
}).mutation(async ({ ctx, input }) => {
  const freezer = await holdFreezer(ctx.db, input.id)
  authorizeFreezer(ctx.actor, 'archive a freezer', freezer)
  if (freezer.archivedAt === null) {
    await updateFreezer(ctx.db, freezer, { ...freezer, archivedAt: ctx.clock.now().toISOString() })
    await ctx.record(freezerStream(freezer), FreezerArchived({}))
  }
  return (await shownFreezer(ctx.db, freezer.id)).freezer
})
