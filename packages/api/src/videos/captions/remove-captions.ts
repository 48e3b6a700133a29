import { z } from 'zod'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { CaptionsRemoved, videoStream } from '../events.ts'
import { holdOwnVideo } from '../own-video.ts'
import { SpokenLanguage, VideoId } from '../schema.ts'
import { missingCaptions } from './missing-captions.ts'

export const removeCaptions = command({
  summary: 'Removes the captions of a video of yours in a language.',
  scope: 'videos:write',
  input: z.strictObject({ id: VideoId, language: SpokenLanguage }),
  output: Done,
}).mutation(async ({ ctx, input: { id, language } }) => {
  const video = await holdOwnVideo(ctx, id)
  const { numDeletedRows } = await ctx.db
    .deleteFrom('captions')
    .where('video_id', '=', video.id)
    .where('language', '=', language)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw missingCaptions(language)
  await ctx.record(videoStream(video), CaptionsRemoved({ videoId: id, language }))
  return { done: true } as const
})
