import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { ThumbnailAsked, videoStream } from '../events.ts'
import { holdOwnVideo } from '../own-video.ts'
import { processAgain } from '../processing/plan-processing.ts'
import { Video, VideoId } from '../schema.ts'
import { shownVideo } from '../shown-video.ts'

export const thumbnailAt = command({
  summary:
    'Makes a picture from a moment of a video of yours, which then stands for it. It is there a moment later, as "thumbnail-at"; where it cannot be made, nothing changes.',
  scope: 'videos:write',
  reasons: ['VIDEO_NOT_READY'],
  input: z.strictObject({
    id: VideoId,
    atMs: z.int().min(0).max(86_400_000).describe('Milliseconds; behind the end: its last picture'),
  }),
  output: Video,
}).mutation(async ({ ctx, input: { id, atMs } }) => {
  const { db, actor } = ctx
  const now = ctx.clock.now()
  const video = await holdOwnVideo(ctx, id)
  const { file_id: fileId, state } = video
  if (state !== 'ready' || fileId === null) {
    throw new DomainError('VIDEO_NOT_READY', { videoId: id, state })
  }
  await processAgain(db, { videoId: video.id, fileId, atMs }, now)
  await ctx.record(videoStream(video), ThumbnailAsked({ videoId: id, atMs }))
  return shownVideo(db, { actor, now }, video)
})
