import { z } from 'zod'
import { command } from '../procedures/trpc.ts'
import { VideoPublished, videoStream } from './events.ts'
import { holdOwnVideo } from './own-video.ts'
import { setPublication } from './queries.ts'
import { Video, VideoId } from './schema.ts'
import { shownVideo } from './shown-video.ts'

export const unpublishVideo = command({
  summary: 'Takes a video of yours back: nobody else sees it until it is published again.',
  scope: 'videos:write',
  input: z.strictObject({ id: VideoId }),
  output: Video,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db, actor, clock } = ctx
  const before = await holdOwnVideo(ctx, id)
  if (before.published_at !== null) {
    await setPublication(db, before.id, null)
    await ctx.record(videoStream(before), VideoPublished({ videoId: id, publishedAt: null }))
  }
  return shownVideo(db, { actor, now: clock.now() }, { ...before, published_at: null })
})
