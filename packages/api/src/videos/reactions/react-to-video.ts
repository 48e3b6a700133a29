import { z } from 'zod'
import { accountStream } from '../../accounts/events.ts'
import { command } from '../../procedures/trpc.ts'
import { ReactionGiven } from '../events.ts'
import { holdForCounting } from '../hold-for-counting.ts'
import { missingVideo } from '../policy.ts'
import { findVideo } from '../queries.ts'
import { GrantToken, Reaction, Video, VideoId } from '../schema.ts'
import { shownVideo } from '../shown-video.ts'
import { watchableVideo } from '../watchable-video.ts'
import { giveReaction } from './queries.ts'

export const reactToVideo = command({
  summary:
    'Says that you like a video, or dislike it, or neither: one of them an account. Answers the video.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED'],
  input: z.strictObject({ id: VideoId, reaction: Reaction, grant: GrantToken }),
  output: Video,
}).mutation(async ({ ctx, input }) => {
  const { db, actor } = ctx
  await holdForCounting(db, { publicId: input.id })
  const { video } = await watchableVideo(ctx, input, { db, scope: 'videos:write' })
  const now = ctx.clock.now()
  const { accountId } = actor
  const isChanged = await giveReaction(db, { accountId, videoId: video.id, ...input }, now)
  if (isChanged) {
    const given = ReactionGiven({ videoId: input.id, reaction: input.reaction })
    await ctx.record(accountStream(accountId), given)
  }
  const row = await findVideo(db, input.id)
  if (!row) throw missingVideo(input.id)
  return shownVideo(db, { actor, now }, row)
})
