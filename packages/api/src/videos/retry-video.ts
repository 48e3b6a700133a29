import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { command } from '../procedures/trpc.ts'
import { VideoRetried, videoStream } from './events.ts'
import { holdOwnVideo } from './own-video.ts'
import { processAgain } from './processing/plan-processing.ts'
import { Video, VideoId } from './schema.ts'
import { shownVideo } from './shown-video.ts'

export const retryVideo = command({
  summary: 'Processes the bytes of a video of yours once more that failed.',
  scope: 'videos:write',
  reasons: ['VIDEO_NOT_FAILED'],
  input: z.strictObject({ id: VideoId }),
  output: Video,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db, actor } = ctx
  const now = ctx.clock.now()
  const video = await holdOwnVideo(ctx, id)
  const { file_id: fileId, state } = video
  if (state !== 'failed' || fileId === null) {
    throw new DomainError('VIDEO_NOT_FAILED', { videoId: id, state })
  }
  const changed = { state: 'processing', failure: null } as const
  await db.updateTable('videos').set(changed).where('id', '=', video.id).execute()
  await processAgain(db, { videoId: video.id, fileId }, now)
  await ctx.record(videoStream(video), VideoRetried({ videoId: id, fileId }))
  return shownVideo(db, { actor, now }, { ...video, ...changed })
})
