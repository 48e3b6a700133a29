import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { NoControlCharacters } from '../../text/plain.ts'
import { CaptionsPut, videoStream } from '../events.ts'
import { holdOwnVideo } from '../own-video.ts'
import { missingVideo } from '../policy.ts'
import { captionsOf, findVideo } from '../queries.ts'
import { SpokenLanguage, Video, VideoId } from '../schema.ts'
import { shownVideo } from '../shown-video.ts'
import { MOST_VTT_BYTES, normalisedVtt } from './web-vtt.ts'

const MOST_LANGUAGES = 40

export const putCaptions = command({
  summary:
    'Gives a video of yours captions in a language, in place of those that it had in it. Of the WebVTT, cues are kept: no styles, notes and regions, and no tags but those of WebVTT.',
  scope: 'videos:write',
  reasons: ['CAPTIONS_REFUSED', 'CAPTIONS_LIMIT_REACHED'],
  input: z.strictObject({
    id: VideoId,
    language: SpokenLanguage,
    label: NoControlCharacters.trim().min(1).max(80).describe('What people choose it by'),
    vtt: z.string().max(MOST_VTT_BYTES).describe('WebVTT, at most 1 MB'),
  }),
  output: Video,
}).mutation(async ({ ctx, input: { id, language, label, vtt } }) => {
  const { db, actor } = ctx
  const kept = normalisedVtt(vtt)
  const now = ctx.clock.now()
  const video = await holdOwnVideo(ctx, id)
  const others = (await captionsOf(db, [video.id])).filter((each) => each.language !== language)
  if (others.length >= MOST_LANGUAGES) {
    throw new DomainError('CAPTIONS_LIMIT_REACHED', { limit: MOST_LANGUAGES })
  }
  await db
    .deleteFrom('captions')
    .where('video_id', '=', video.id)
    .where('language', '=', language)
    .execute()
  const created_at = now.toISOString()
  await db
    .insertInto('captions')
    .values({ video_id: video.id, language, label, vtt: kept, created_at })
    .execute()
  await ctx.record(videoStream(video), CaptionsPut({ videoId: id, language }))
  const row = await findVideo(db, id)
  if (!row) throw missingVideo(id)
  return shownVideo(db, { actor, now }, row)
})
