import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { command } from '../procedures/trpc.ts'
import { fold } from '../text/fold.ts'
import { handleKey } from '../text/handle.ts'
import { isReserved } from '../text/reserved-names.ts'
import { ChannelEdited, channelStream } from './events.ts'
import { holdOwnChannel } from './own-channel.ts'
import { refusingTakenHandle, shownChannel } from './queries.ts'
import { Channel, ChannelDescription, ChannelHandle, ChannelId, ChannelName } from './schema.ts'

export const editChannel = command({
  summary:
    'Changes the handle, name or description of a channel of yours. An old handle is free at once, and leads nowhere.',
  scope: 'videos:write',
  reasons: ['HANDLE_TAKEN', 'HANDLE_RESERVED'],
  input: z.strictObject({
    id: ChannelId,
    handle: ChannelHandle.optional(),
    name: ChannelName.optional(),
    description: ChannelDescription.optional(),
  }),
  output: Channel,
}).mutation(async ({ ctx, input: { id, ...wanted } }) => {
  const { db } = ctx
  const before = await holdOwnChannel(ctx, id, { inBin: true })
  const { handle = before.handle, name = before.name, description = before.description } = wanted
  const after = { ...before, handle, name, description }
  const facts = ['handle', 'name', 'description'] as const
  const changed = facts.filter((fact) => after[fact] !== before[fact])
  if (changed.includes('handle') && isReserved(handle)) {
    throw new DomainError('HANDLE_RESERVED', { handle })
  }
  if (changed.length > 0) {
    const keys = { handle_key: handleKey(handle), name_key: fold(name, 80) }
    await refusingTakenHandle(handle, () =>
      db
        .updateTable('channels')
        .set({ handle, name, description, ...keys })
        .where('id', '=', id)
        .execute(),
    )
    await ctx.record(channelStream(before), ChannelEdited({ channelId: id, changed }))
  }
  return shownChannel(db, ctx.actor, after)
})
