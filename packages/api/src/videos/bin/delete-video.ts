import { z } from 'zod'
import { command } from '../../procedures/trpc.ts'
import { VideoDeleted, videoStream } from '../events.ts'
import { holdOwnVideo } from '../own-video.ts'
import { Video, VideoId } from '../schema.ts'
import { shownVideo } from '../shown-video.ts'

export const deleteVideo = command({
  summary:
    'Puts a video of yours into the bin. Nobody else sees it from then on; after 30 days it is gone for ever.',
  scope: 'videos:write',
  input: z.strictObject({ id: VideoId }),
  output: Video,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db, actor } = ctx
  const now = ctx.clock.now()
  const before = await holdOwnVideo(ctx, id)
  const deletedAt = before.deleted_at ?? now.toISOString()
  if (before.deleted_at === null) {
    await db
      .updateTable('videos')
      .set({ deleted_at: deletedAt })
      .where('id', '=', before.id)
      .execute()
    await ctx.record(videoStream(before), VideoDeleted({ videoId: id }))
  }
  return shownVideo(db, { actor, now }, { ...before, deleted_at: deletedAt })
})
