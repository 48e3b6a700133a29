import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { ChannelDeleted, channelStream } from '../events.ts'
import { holdOwnChannel } from '../own-channel.ts'
import { showPictures, weightOf } from '../queries.ts'
import { ChannelId } from '../schema.ts'

export const deleteChannel = command({
  summary:
    'Puts a channel of yours into the bin, with its videos. Nobody else sees them from then on; after 30 days they are gone for ever. "dryRun" tells what would go.',
  scope: 'videos:write',
  reasons: ['CHANNEL_CONFIRMATION_NEEDED'],
  input: z.strictObject({
    id: ChannelId,
    confirmVideos: z
      .int()
      .min(0)
      .optional()
      .describe('How many videos go with it; needed when there are any'),
    dryRun: z.boolean().default(false).describe('Change nothing'),
  }),
  output: z.object({
    videos: z.int().describe('Those that were in the bin before included'),
    comments: z.int(),
    bytes: z.int().describe('Of the quota, which are free once it is purged'),
    isDeleted: z.boolean().describe('Whether it is in the bin'),
  }),
}).mutation(async ({ ctx, input: { id, confirmVideos = 0, dryRun } }) => {
  const { db } = ctx
  const channel = await holdOwnChannel(ctx, id, { inBin: true })
  const weight = await weightOf(db, id)
  if (dryRun || channel.deleted_at !== null) {
    return { ...weight, isDeleted: channel.deleted_at !== null }
  }
  if (confirmVideos !== weight.videos) {
    throw new DomainError('CHANNEL_CONFIRMATION_NEEDED', { channelId: id, ...weight })
  }
  // Its videos stay as they are: what is on a channel in the bin is in the bin with it.
  await db
    .updateTable('channels')
    .set({ deleted_at: ctx.clock.now().toISOString() })
    .where('id', '=', id)
    .execute()
  await showPictures(db, id, 'owner')
  const { videos } = weight
  await ctx.record(channelStream(channel), ChannelDeleted({ channelId: id, videos }))
  return { ...weight, isDeleted: true }
})
