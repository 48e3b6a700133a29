import { z } from 'zod'
import { InstantInput } from '../../calendar/instant.ts'
import { unstoredCommand } from '../../procedures/trpc.ts'
import { GrantToken, VideoId } from '../schema.ts'
import { watchableVideo } from '../watchable-video.ts'
import { writePosition } from './queries.ts'
import { resumeAt } from './resume.ts'
import { PositionMs, ResumeAtMs } from './schema.ts'

export const savePosition = unstoredCommand({
  summary:
    'Keeps how far you are in a video, for going on there and for your history. Of several the latest stays, in whatever order they come.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED'],
  input: z.strictObject({
    id: VideoId,
    grant: GrantToken,
    positionMs: PositionMs,
    at: InstantInput.optional().describe('When you were there; left out: now'),
  }),
  output: z.object({ resumeAtMs: ResumeAtMs }),
}).mutation(async ({ ctx, input }) => {
  const { video } = await watchableVideo(ctx, input)
  const { duration_ms: durationMs } = video
  const now = ctx.clock.now().toISOString()
  const positionMs = Math.min(input.positionMs, durationMs ?? input.positionMs)
  await ctx.database.transaction((db) =>
    writePosition(db, {
      accountId: ctx.actor.accountId,
      video,
      positionMs,
      // A clock that is ahead does not win for ever.
      watchedAt: input.at === undefined || input.at > now ? now : input.at,
    }),
  )
  return { resumeAtMs: resumeAt(positionMs, durationMs) }
})
