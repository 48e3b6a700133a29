import { z } from 'zod'
import { Instant } from '../../calendar/instant.ts'
import { query } from '../../procedures/trpc.ts'
import { signedGrant } from '../grant.ts'
import { ownVideo } from '../own-video.ts'
import { VideoId } from '../schema.ts'
import { watchableVideo } from '../watchable-video.ts'

const LONGEST_SECONDS = 86_400

/** Every range of a film is a request of its own: a link lasts as long as watching it may take. */
const USUAL_SECONDS = 3 * 3_600

export const linkVideo = query({
  summary:
    'A grant that lets whoever you give it to watch a video of yours for a while, once it is ready and published; or, with "asMe", lets a player watch as you, which cannot say who you are. It ends earlier when its privacy or its password changes, when the video goes, and when the access token that made it is over.',
  scope: 'videos:read',
  input: z.strictObject({
    id: VideoId,
    seconds: z
      .int()
      .min(1)
      .max(LONGEST_SECONDS)
      .default(USUAL_SECONDS)
      .describe('For how long it is good: three hours, if nothing else is said'),
    asMe: z
      .boolean()
      .default(false)
      .describe('It opens what you may watch at that moment, and no more: for your own player'),
  }),
  output: z.object({
    grant: z.string().describe('Pass it on as "grant", also in the addresses of its pictures'),
    path: z.string().describe('On this server, such as "/videos/<id>/stream?grant=..."'),
    expiresAt: Instant,
  }),
}).query(async ({ ctx, input: { id, seconds, asMe } }) => {
  const video = asMe ? (await watchableVideo(ctx, { id })).video : await ownVideo(ctx, id)
  const expiresAt = Math.ceil(ctx.clock.now().getTime() / 1_000) + seconds
  const tokenId = ctx.actor.token?.id ?? null
  const accountId = asMe ? ctx.actor.accountId : null
  const grant = signedGrant(ctx.keys, video, { expiresAt, accountId, tokenId })
  return {
    grant,
    path: `/videos/${id}/stream?grant=${grant}`,
    expiresAt: new Date(expiresAt * 1_000).toISOString(),
  }
})
