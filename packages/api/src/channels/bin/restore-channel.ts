import { z } from 'zod'
import { command } from '../../procedures/trpc.ts'
import { ChannelRestored, channelStream } from '../events.ts'
import { holdOwnChannel } from '../own-channel.ts'
import { shownChannel, showPictures } from '../queries.ts'
import { Channel, ChannelId } from '../schema.ts'

export const restoreChannel = command({
  summary:
    'Takes a channel out of the bin, with the videos that went with it. Those that were in the bin before stay there.',
  scope: 'videos:write',
  input: z.strictObject({ id: ChannelId }),
  output: Channel,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db, actor } = ctx
  const channel = await holdOwnChannel(ctx, id, { inBin: true })
  if (channel.deleted_at !== null) {
    await db.updateTable('channels').set({ deleted_at: null }).where('id', '=', id).execute()
    await showPictures(db, id, 'everyone')
    await ctx.record(channelStream(channel), ChannelRestored({ channelId: id }))
  }
  return shownChannel(db, actor, { ...channel, deleted_at: null })
})
