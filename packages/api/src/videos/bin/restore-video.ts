import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { VideoRestored, videoStream } from '../events.ts'
import { holdOwnVideo } from '../own-video.ts'
import { Video, VideoId } from '../schema.ts'
import { shownVideo } from '../shown-video.ts'

export const restoreVideo = command({
  summary:
    'Takes a video out of the bin, as it was. A video whose channel is in the bin comes back with the channel.',
  scope: 'videos:write',
  reasons: ['CHANNEL_IN_BIN'],
  input: z.strictObject({ id: VideoId }),
  output: Video,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db, actor, clock } = ctx
  const before = await holdOwnVideo(ctx, id)
  if (before.channel_deleted_at !== null) {
    throw new DomainError('CHANNEL_IN_BIN', { channelId: before.channel_id })
  }
  if (before.deleted_at !== null) {
    await db.updateTable('videos').set({ deleted_at: null }).where('id', '=', before.id).execute()
    await ctx.record(videoStream(before), VideoRestored({ videoId: id }))
  }
  return shownVideo(db, { actor, now: clock.now() }, { ...before, deleted_at: null })
})
