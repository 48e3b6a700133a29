import { z } from 'zod'
import { command } from '../../procedures/trpc.ts'
import { CommentsSwitched, videoStream } from '../events.ts'
import { holdOwnVideo } from '../own-video.ts'
import { Video, VideoId } from '../schema.ts'
import { shownVideo } from '../shown-video.ts'

export const switchComments = command({
  summary:
    'Switches comments on a video of yours on or off. Off, those that are there stay and none is added.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({ videoId: VideoId, on: z.boolean() }),
  output: Video,
}).mutation(async ({ ctx, input: { videoId, on } }) => {
  const { db, actor } = ctx
  const video = await holdOwnVideo(ctx, videoId)
  const comments_are_on = on ? 1 : 0
  if (video.comments_are_on !== comments_are_on) {
    await db.updateTable('videos').set({ comments_are_on }).where('id', '=', video.id).execute()
    await ctx.record(videoStream(video), CommentsSwitched({ videoId, areOn: on }))
  }
  return shownVideo(db, { actor, now: ctx.clock.now() }, { ...video, comments_are_on })
})
