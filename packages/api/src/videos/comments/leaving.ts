import type { LeavingPart } from '../../leaving/define.ts'
import { DELETED_AT_ONCE } from '../../leaving/define.ts'
import { jsonArray, pagesAfter } from '../../leaving/export/text.ts'
import { holdForCounting } from '../hold-for-counting.ts'
import { findComment, removeComment } from './queries.ts'

/** What somebody wrote goes with them. Where others replied, a stone stays that says nothing of it. */
export const commentsLeaving: LeavingPart = {
  exports: ['comments'],
  files: (scope) => [
    {
      name: 'comments.json',
      explains: {
        en: 'What you wrote below videos.',
        fr: 'Ce que vous avez écrit sous des vidéos.',
      },
      read: () => {
        const read = (after: number, limit: number) =>
          scope.db
            .selectFrom('comments as comment')
            .innerJoin('videos as video', 'video.id', 'comment.video_id')
            .select(['comment.id', 'video.public_id as videoId', 'comment.parent_id as parentId'])
            .select(['comment.text', 'comment.created_at as createdAt'])
            .select('comment.edited_at as editedAt')
            .where('comment.account_id', '=', scope.accountId)
            .where('comment.id', '>', after)
            .orderBy('comment.id')
            .limit(limit)
            .execute()
        return jsonArray(pagesAfter(scope, read, ({ id }) => id))
      },
    },
  ],
  notExported: {},
  deletes: ['comments'],
  notDeleted: {},
  async delete(db, { accountId }, now) {
    const written = await db
      .selectFrom('comments')
      .select(['id', 'video_id'])
      .where('account_id', '=', accountId)
      .orderBy('video_id')
      .orderBy('id')
      .limit(DELETED_AT_ONCE)
      .execute()
    for (const { id, video_id } of written) {
      await holdForCounting(db, { id: video_id })
      const comment = await findComment(db, id)
      if (comment?.account_id === accountId) await removeComment(db, comment, now)
    }
    return written.length
  },
}
