import { z } from 'zod'
import { publicQuery } from '../procedures/trpc.ts'
import { GrantToken, Video, VideoId } from './schema.ts'
import { shownVideo } from './shown-video.ts'
import { watchableVideo } from './watchable-video.ts'

export const getVideo = publicQuery({
  summary: 'The page of a video, for whoever may watch it.',
  reasons: ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED'],
  input: z.strictObject({ id: VideoId, grant: GrantToken }),
  output: Video,
}).query(async ({ ctx, input }) => {
  const { video, visitor } = await watchableVideo(ctx, input)
  return shownVideo(ctx.db, { actor: visitor.actor, now: ctx.clock.now() }, video)
})
