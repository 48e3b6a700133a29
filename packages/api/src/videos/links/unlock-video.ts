import { z } from 'zod'
import { checkSecret } from '../../accounts/guard/check-secret.ts'
import { Instant } from '../../calendar/instant.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { publicCommand } from '../../procedures/trpc.ts'
import { signedGrant } from '../grant.ts'
import { asksForPassword, missingVideo } from '../policy.ts'
import type { VideoRow } from '../queries.ts'
import { findVideo } from '../queries.ts'
import { VideoId } from '../schema.ts'
import { watchableVideo } from '../watchable-video.ts'

/** An evening: whoever goes on after that gives the password once more. */
const GOOD_SECONDS = 12 * 3_600

/** Wrong ones at one video, from all networks together, until it falls quiet. */
const GUESSES_AT_ONE_VIDEO = 100

export const unlockVideo = publicCommand({
  summary:
    'Opens a video that asks for a password. The grant is passed on as "grant" wherever the video is watched; it ends when the password or the privacy changes.',
  reasons: ['NOT_FOUND', 'VIDEO_NEEDS_NO_PASSWORD', 'VIDEO_PASSWORD_WRONG', 'VIDEO_GUESSES_SPENT'],
  input: z.strictObject({
    id: VideoId,
    password: z.string().min(1).max(128).describe('The password of the video'),
  }),
  output: z.object({ grant: z.string(), expiresAt: Instant }),
}).mutation(async ({ ctx, input: { id, password } }) => {
  const video = await videoWithPassword(ctx, id)
  const verdict = await checkSecret(ctx, {
    kind: 'video',
    id: video.id,
    limit: GUESSES_AT_ONE_VIDEO,
    hash: video.password_hash ?? undefined,
    secret: password,
  })
  if (verdict.kind === 'blocked') {
    const { retryAfterSeconds } = verdict
    throw new DomainError('VIDEO_GUESSES_SPENT', { retryAfterSeconds })
  }
  if (verdict.kind === 'wrong') {
    throw new DomainError('VIDEO_PASSWORD_WRONG', { attemptsLeft: verdict.attemptsLeft })
  }
  const expiresAt = Math.ceil(ctx.clock.now().getTime() / 1_000) + GOOD_SECONDS
  return {
    grant: signedGrant(ctx.keys, video, { expiresAt, accountId: null, tokenId: null }),
    expiresAt: new Date(expiresAt * 1_000).toISOString(),
  }
})

/** A video whose password opens it. To whoever may not watch another one, that one is not there. */
async function videoWithPassword(ctx: RequestContext, id: string): Promise<VideoRow> {
  const video = await findVideo(ctx.database.reader, id)
  if (!video) throw missingVideo(id)
  if (asksForPassword(video, ctx.clock.now())) return video
  await watchableVideo(ctx, { id })
  throw new DomainError('VIDEO_NEEDS_NO_PASSWORD', { videoId: id })
}
