import { z } from 'zod'
import { holdOwnChannel } from '../channels/own-channel.ts'
import { ChannelId } from '../channels/schema.ts'
import { DomainError } from '../errors/map.ts'
import { command } from '../procedures/trpc.ts'
import { VideoMoved, videoStream } from './events.ts'
import { holdOwnVideo } from './own-video.ts'
import { getVideoRow } from './queries.ts'
import { Video, VideoId } from './schema.ts'
import { shownVideo } from './shown-video.ts'

export const moveVideo = command({
  summary: 'Moves a video to another channel of yours. Its link stays the same.',
  scope: 'videos:write',
  reasons: ['CHANNEL_IN_BIN'],
  input: z.strictObject({ id: VideoId, channelId: ChannelId }),
  output: Video,
}).mutation(async ({ ctx, input: { id, channelId } }) => {
  const { db, actor, clock } = ctx
  const video = await holdOwnVideo(ctx, id)
  // It would be with its channel no more when that is restored, and out at once, which nobody asked for.
  if (video.channel_deleted_at !== null) {
    throw new DomainError('CHANNEL_IN_BIN', { channelId: video.channel_id })
  }
  await holdOwnChannel(ctx, channelId, { inBin: false })
  if (video.channel_id !== channelId) {
    await db
      .updateTable('videos')
      .set({ channel_id: channelId })
      .where('id', '=', video.id)
      .execute()
    const moved = VideoMoved({ videoId: id, from: video.channel_id, to: channelId })
    await ctx.record(videoStream(video), moved)
  }
  return shownVideo(db, { actor, now: clock.now() }, await getVideoRow(db, id))
})
