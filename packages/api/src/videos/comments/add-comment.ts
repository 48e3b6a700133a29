import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { CommentAdded, videoStream } from '../events.ts'
import { holdForCounting } from '../hold-for-counting.ts'
import { GrantToken, VideoId } from '../schema.ts'
import { watchableVideo } from '../watchable-video.ts'
import { missingComment } from './policy.ts'
import { findComment, insertComment, shownComment } from './queries.ts'
import { Comment, CommentId, CommentText } from './schema.ts'
import { tellOfComment } from './tell-of-comment.ts'

export const addComment = command({
  summary: 'Comments on a video, or replies to a comment on it.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED', 'COMMENTS_ARE_OFF'],
  input: z.strictObject({
    videoId: VideoId,
    text: CommentText,
    parentId: CommentId.optional().describe(
      'What it replies to. What replies to a reply goes under the same comment as that',
    ),
    grant: GrantToken,
  }),
  output: Comment,
}).mutation(async ({ ctx, input }) => {
  const { db, actor, clock } = ctx
  const { videoId, text, grant } = input
  await holdForCounting(db, { publicId: videoId })
  const { video } = await watchableVideo(ctx, { id: videoId, grant }, { db, scope: 'videos:write' })
  if (video.comments_are_on === 0) throw new DomainError('COMMENTS_ARE_OFF', { videoId })
  const answered = input.parentId === undefined ? null : await findComment(db, input.parentId)
  if (answered !== null && (answered?.video_id !== video.id || answered.deleted_at !== null)) {
    throw missingComment(input.parentId ?? 0)
  }
  const { accountId } = actor
  const parentId = answered ? (answered.parent_id ?? answered.id) : null
  const now = clock.now()
  const id = await insertComment(db, { videoId: video.id, accountId, parentId, text, now })
  await ctx.record(videoStream(video), CommentAdded({ videoId, commentId: id, parentId }))
  const repliesTo = answered?.account_id ?? null
  await tellOfComment(db, clock, { video, id, accountId, text, repliesTo })
  const comment = await shownComment(db, { actor, ownerId: video.owner_id }, id)
  if (!comment) throw missingComment(id)
  return comment
})
