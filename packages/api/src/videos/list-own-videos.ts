import { z } from 'zod'
import { ChannelId } from '../channels/schema.ts'
import { listInput } from '../listing/schema.ts'
import { sortKeys } from '../listing/sort.ts'
import { query } from '../procedures/trpc.ts'
import { VideoPage } from './schema.ts'
import { shownVideos } from './shown-video.ts'
import { ownVideoColumns, ownVideoSorts, ownVideos } from './video-list.ts'

export const listOwnVideos = query({
  summary:
    'Your videos in every state, or those in your bin, of all your channels or of one, a page at a time, the newest first. What went with a channel is listed with neither.',
  scope: 'videos:read',
  input: z
    .strictObject({
      inBin: z.boolean().default(false).describe('Those in the bin instead of the others'),
      channelId: ChannelId.optional().describe('Only those of this channel'),
      ...listInput(ownVideoColumns, ownVideoSorts),
    })
    .prefault({}),
  output: VideoPage,
}).query(async ({ ctx, input }) => {
  const { db, actor } = ctx
  const where = {
    ownerId: { eq: actor.accountId },
    deletedAt: { isNull: !input.inBin },
    channelDeletedAt: { isNull: true },
    channelId: { eq: input.channelId },
    and: [input.where ?? {}],
  }
  const sort = sortKeys(ownVideoSorts, input.sort ?? [{ by: 'created', direction: 'desc' }])
  const request = { where, sort, cursor: input.cursor, limit: input.limit, extra: {} }
  const { items, nextCursor } = await ownVideos.page(db, request)
  return {
    items: await shownVideos(db, { actor, now: ctx.clock.now() }, items),
    nextCursor,
    ...(input.withTotal ? { total: await ownVideos.count(db, request) } : {}),
  }
})
