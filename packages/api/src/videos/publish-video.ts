import { z } from 'zod'
import { InstantInput } from '../calendar/instant.ts'
import { command } from '../procedures/trpc.ts'
import { VideoPublished, videoStream } from './events.ts'
import { holdOwnVideo } from './own-video.ts'
import { setPublication } from './queries.ts'
import { Video, VideoId } from './schema.ts'
import { shownVideo } from './shown-video.ts'

export const publishVideo = command({
  summary:
    'Publishes a video of yours, now or at a time: from then on others see it, as far as its privacy goes and once it is ready.',
  scope: 'videos:write',
  input: z.strictObject({
    id: VideoId,
    at: InstantInput.optional().describe('From when on; left out, now unless it is published'),
  }),
  output: Video,
}).mutation(async ({ ctx, input: { id, at } }) => {
  const { db, actor } = ctx
  const now = ctx.clock.now()
  const before = await holdOwnVideo(ctx, id)
  const isOut = before.published_at !== null && before.published_at <= now.toISOString()
  // It stays where it is in the lists when it is said twice.
  const publishedAt = at ?? (isOut ? before.published_at : now.toISOString())
  if (publishedAt !== null && publishedAt !== before.published_at) {
    await setPublication(db, before.id, publishedAt)
    await ctx.record(videoStream(before), VideoPublished({ videoId: id, publishedAt }))
  }
  return shownVideo(db, { actor, now }, { ...before, published_at: publishedAt })
})
