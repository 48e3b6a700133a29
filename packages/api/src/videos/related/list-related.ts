import { z } from 'zod'
import { publicQuery } from '../../procedures/trpc.ts'
import { tagsOf, videosById } from '../queries.ts'
import { GrantToken, Video, VideoId } from '../schema.ts'
import { shownVideos } from '../shown-video.ts'
import { watchableVideo } from '../watchable-video.ts'
import { similarIds } from './queries.ts'

export const listRelated = publicQuery({
  summary:
    'Videos like one that you may watch: with the same tags, of the same channel, with the same rare words.',
  reasons: ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED'],
  input: z.strictObject({
    id: VideoId,
    grant: GrantToken,
    limit: z.int().min(1).max(100).default(20),
  }),
  output: z.object({ items: z.array(Video) }),
}).query(async ({ ctx, input: { limit, ...asked } }) => {
  const { db } = ctx
  const { video, visitor } = await watchableVideo(ctx, asked)
  const onlooker = { actor: visitor.actor, now: ctx.clock.now() }
  const tags = (await tagsOf(db, [video.id])).map(({ tag }) => tag)
  const ids = await similarIds(db, { ...video, tags }, onlooker)
  return { items: await shownVideos(db, onlooker, await videosById(db, ids.slice(0, limit))) }
})
