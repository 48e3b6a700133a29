import { z } from 'zod'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { CommentDeleted, videoStream } from '../events.ts'
import { holdComment } from './hold-comment.ts'
import { mayDelete, missingComment } from './policy.ts'
import { removeComment } from './queries.ts'
import { CommentId } from './schema.ts'

export const deleteComment = command({
  summary:
    'Deletes a comment of yours, or one on a video of yours. Where there are replies, only they stay.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({ id: CommentId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db, actor } = ctx
  const { comment, video } = await holdComment(db, id)
  if (!mayDelete(comment, video, actor)) throw missingComment(id).withholding({ isForeign: true })
  await removeComment(db, comment, ctx.clock.now())
  const by = comment.account_id === actor.accountId ? 'author' : 'owner'
  const deleted = CommentDeleted({ videoId: video.public_id, commentId: id, by })
  await ctx.record(videoStream(video), deleted)
  return { done: true as const }
})
