import { z } from 'zod'
import { publicQuery } from '../../procedures/trpc.ts'
import { GrantToken, SpokenLanguage, VideoId } from '../schema.ts'
import { watchableVideo } from '../watchable-video.ts'
import { missingCaptions } from './missing-captions.ts'

export const getCaptions = publicQuery({
  summary: 'The captions of a video in a language, for whoever may watch it.',
  reasons: ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED'],
  input: z.strictObject({ id: VideoId, language: SpokenLanguage, grant: GrantToken }),
  output: z.object({
    language: z.string(),
    label: z.string(),
    vtt: z.string().describe('WebVTT'),
  }),
}).query(async ({ ctx, input }) => {
  const { video } = await watchableVideo(ctx, input)
  const { language } = input
  const captions = await ctx.db
    .selectFrom('captions')
    .select(['language', 'label', 'vtt'])
    .where('video_id', '=', video.id)
    .where('language', '=', language)
    .executeTakeFirst()
  if (!captions) throw missingCaptions(language)
  return captions
})
