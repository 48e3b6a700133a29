import { z } from 'zod'
import { visitorFrom } from '../access/visitor.ts'
import { maySeeChannel, missingChannel } from '../channels/policy.ts'
import { findChannel } from '../channels/queries.ts'
import { ChannelId } from '../channels/schema.ts'
import { listInput } from '../listing/schema.ts'
import { sortKeys } from '../listing/sort.ts'
import { publicQuery } from '../procedures/trpc.ts'
import { idOf } from './policy.ts'
import { videosById } from './queries.ts'
import { VideoPage } from './schema.ts'
import { shortestWay } from './shortest-way.ts'
import { shownVideos } from './shown-video.ts'
import { foundVideos, foundVideosTagged, videoColumns, videoSorts } from './video-list.ts'

export const listVideos = publicQuery({
  summary:
    'Videos that you find: those for everyone, your own, and those for members of your households and companies, of all channels or of one, a page at a time, the newest first.',
  reasons: ['NOT_FOUND'],
  input: z
    .strictObject({
      channelId: ChannelId.optional().describe('Only those of this channel'),
      tag: z.string().max(40).optional().describe('Only those with this tag, whatever its case'),
      ...listInput(videoColumns, videoSorts),
    })
    .prefault({}),
  output: VideoPage,
}).query(async ({ ctx, input }) => {
  const { db } = ctx
  const now = ctx.clock.now()
  const visitor = visitorFrom(ctx, 'videos:read')
  const { actor } = visitor
  const { channelId, tag, cursor, limit } = input
  if (channelId !== undefined) {
    const channel = await findChannel(db, channelId)
    if (!channel || !maySeeChannel(channel, actor)) {
      const isForeign = channel !== undefined
      throw visitor.refusal ?? missingChannel(channelId).withholding({ isForeign })
    }
  }
  const where = { channelId: { eq: channelId }, and: [input.where ?? {}] }
  const asked = input.sort ?? [{ by: 'published', direction: 'desc' }]
  const sort = sortKeys(videoSorts, asked)
  const by = asked[0]?.by ?? 'published'
  const extra = { accountId: idOf(actor), now: now.toISOString() }
  const whole = { where: input.where ?? {}, channelId, by, onlooker: extra }
  const along = tag === undefined ? await shortestWay(db, whole) : undefined
  const request = { where, sort, cursor, limit, extra, along }
  const found = tag === undefined ? foundVideos : foundVideosTagged
  const narrowed =
    tag === undefined ? request : { ...request, where: { ...where, tag: { eq: tag } } }
  const { items, nextCursor } = await found.page(db, narrowed)
  const rows = await videosById(
    db,
    items.map(({ id }) => id),
  )
  return {
    items: await shownVideos(db, { actor, now }, rows),
    nextCursor,
    ...(input.withTotal ? { total: await found.count(db, narrowed) } : {}),
  }
})
