import { z } from 'zod'
import { pageInput } from '../../listing/schema.ts'
import { publicQuery } from '../../procedures/trpc.ts'
import { GrantToken, VideoId } from '../schema.ts'
import { watchableVideo } from '../watchable-video.ts'
import { missingComment } from './policy.ts'
import { findComment, replies, shownComments, standingComments } from './queries.ts'
import { CommentId, CommentPage } from './schema.ts'

export const listComments = publicQuery({
  summary:
    'The comments on a video, the newest first, or the replies to one of them, the oldest first.',
  reasons: ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED'],
  input: z.strictObject({
    videoId: VideoId,
    parentId: CommentId.optional().describe('The replies to this one instead'),
    first: z
      .enum(['newest', 'oldest'])
      .optional()
      .describe('Which come first: of comments the newest, of replies the oldest'),
    ...pageInput,
    grant: GrantToken,
  }),
  output: CommentPage,
}).query(async ({ ctx, input }) => {
  const { videoId, parentId, cursor, limit, grant } = input
  const { video, visitor } = await watchableVideo(ctx, { id: videoId, grant })
  const first = input.first ?? (parentId === undefined ? 'newest' : 'oldest')
  const sort = [{ by: 'id', direction: first === 'newest' ? ('desc' as const) : ('asc' as const) }]
  const request = { where: {}, sort, cursor, limit }
  const page =
    parentId === undefined
      ? await standingComments.page(ctx.db, { ...request, extra: { videoId: video.id } })
      : await replies.page(ctx.db, { ...request, extra: { id: await parentOn(video.id) } })
  const onlooker = { actor: visitor.actor, ownerOf: () => video.owner_id }
  return { ...page, items: await shownComments(ctx.db, onlooker, page.items) }

  async function parentOn(id: number): Promise<number> {
    const parent = await findComment(ctx.db, parentId ?? 0)
    if (parent?.video_id !== id) throw missingComment(parentId ?? 0)
    return parent.id
  }
})
