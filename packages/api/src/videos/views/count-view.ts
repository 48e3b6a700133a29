import { z } from 'zod'
import { publicCommand } from '../../procedures/trpc.ts'
import { isVideoOwner } from '../policy.ts'
import { GrantToken, VideoId } from '../schema.ts'
import { watchableVideo } from '../watchable-video.ts'
import { countOnce } from './queries.ts'
import { viewerOf } from './viewer.ts'

export const countView = publicCommand({
  summary:
    'Says that you are watching a video. Each viewer counts once in 24 hours, however often they say so, and its owner never does.',
  reasons: ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED'],
  input: z.strictObject({ id: VideoId, grant: GrantToken }),
  output: z.object({ views: z.int().describe('How often it was watched, by now') }),
}).mutation(async ({ ctx, input }) => {
  const { video, visitor } = await watchableVideo(ctx, input)
  if (isVideoOwner(video, visitor.actor)) return { views: video.view_count }
  const viewer = viewerOf(ctx, { videoId: video.id, actor: visitor.actor })
  return { views: await countOnce(ctx.database, { video, viewer, now: ctx.clock.now() }) }
})
