import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { command } from '../procedures/trpc.ts'
import { FreezerRenamed, FreezerResized, freezerStream } from './events.ts'
import { shownFreezer } from './freezer-list.ts'
import { authorizeFreezer } from './policy.ts'
import { holdFreezer, occupiedBoxesBeyond, updateFreezer } from './queries.ts'
import { BoxCount, Freezer, FreezerId, FreezerName } from './schema.ts'

export const editFreezer = command({
  summary: 'Renames or resizes a freezer. It cannot shrink below an occupied box.',
  scope: 'freezers:write',
  reasons: ['FREEZER_NAME_TAKEN', 'FREEZER_HAS_OCCUPIED_BOXES'],
  input: z.strictObject({
    id: FreezerId,
    name: FreezerName.optional(),
    boxes: BoxCount.optional(),
  }),
  output: Freezer,
}).mutation(async ({ ctx, input }) => {
  const freezer = await holdFreezer(ctx.db, input.id)
  authorizeFreezer(ctx.actor, 'change a freezer', freezer)
  const { name = freezer.name, boxes = freezer.boxes } = input
  const occupied = await occupiedBoxesBeyond(ctx.db, freezer.id, boxes)
  if (occupied.length > 0) {
    throw new DomainError('FREEZER_HAS_OCCUPIED_BOXES', { boxes: occupied, wanted: boxes })
  }
  await updateFreezer(ctx.db, freezer, { ...freezer, name, boxes })
  const stream = freezerStream(freezer)
  if (name !== freezer.name) {
    await ctx.record(stream, FreezerRenamed({ from: freezer.name, to: name }))
  }
  if (boxes !== freezer.boxes) {
    await ctx.record(stream, FreezerResized({ from: freezer.boxes, to: boxes }))
  }
  return (await shownFreezer(ctx.db, freezer.id)).freezer
})
