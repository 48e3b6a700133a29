import { z } from 'zod'
import { removePictureOf } from '../../files/pictures/remove-picture.ts'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { ChannelBannerRemoved, channelStream } from '../events.ts'
import { holdOwnChannel } from '../own-channel.ts'
import { ChannelId } from '../schema.ts'

export const removeBanner = command({
  summary: 'Takes the banner of a channel of yours away. Its file is deleted.',
  scope: 'videos:write',
  input: z.strictObject({ id: ChannelId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const channel = await holdOwnChannel(ctx, id, { inBin: true })
  const fileId = await removePictureOf(ctx, 'banner_of_channel_id', id)
  if (fileId !== null) {
    await ctx.record(channelStream(channel), ChannelBannerRemoved({ channelId: id, fileId }))
  }
  return { done: true } as const
})
