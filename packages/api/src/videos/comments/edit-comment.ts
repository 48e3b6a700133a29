import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { CommentEdited, videoStream } from '../events.ts'
import { GrantToken } from '../schema.ts'
import { watchableVideo } from '../watchable-video.ts'
import { holdComment } from './hold-comment.ts'
import { missingComment } from './policy.ts'
import { shownComment } from './queries.ts'
import { Comment, CommentId, CommentText } from './schema.ts'
import { tellOfComment } from './tell-of-comment.ts'

export const editComment = command({
  summary: 'Changes the text of a comment of yours, which is then marked as edited.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED', 'COMMENTS_ARE_OFF'],
  input: z.strictObject({ id: CommentId, text: CommentText, grant: GrantToken }),
  output: Comment,
}).mutation(async ({ ctx, input: { id, text, grant } }) => {
  const { db, actor, clock } = ctx
  const held = await holdComment(db, id)
  const { accountId } = actor
  if (held.comment.account_id !== accountId) {
    throw missingComment(id).withholding({ isForeign: true })
  }
  const asked = { id: held.video.public_id, grant }
  const { video } = await watchableVideo(ctx, asked, { db, scope: 'videos:write' })
  const videoId = video.public_id
  if (video.comments_are_on === 0) throw new DomainError('COMMENTS_ARE_OFF', { videoId })
  if (text !== held.comment.text) {
    const edited_at = clock.now().toISOString()
    await db.updateTable('comments').set({ text, edited_at }).where('id', '=', id).execute()
    await ctx.record(videoStream(video), CommentEdited({ videoId, commentId: id }))
    await tellOfComment(db, clock, { video, id, accountId, text, repliesTo: null })
  }
  const comment = await shownComment(db, { actor, ownerId: video.owner_id }, id)
  if (!comment) throw missingComment(id)
  return comment
})
