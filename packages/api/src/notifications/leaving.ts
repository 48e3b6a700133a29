import { deleteSome } from '@larder/db'
import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { LeavingPart } from '../leaving/define.ts'
import { DELETED_AT_ONCE } from '../leaving/define.ts'
import { jsonArray, jsonOf, pagesAfter } from '../leaving/export/text.ts'
import { allChoicesOf } from './choices/queries.ts'
import { feedsOf } from './feeds/queries.ts'

export const notificationsLeaving: LeavingPart = {
  exports: ['notifications', 'notification_choices', 'followed_feeds'],
  files: (scope) => [
    {
      name: 'notifications.json',
      explains: {
        en: 'What you were told of: of which kind it was, when, and of which video.',
        fr: 'Ce qui vous a été signalé : de quelle sorte, quand, et de quelle vidéo.',
      },
      read: () => {
        const read = (after: number, limit: number) =>
          scope.db
            .selectFrom('notifications as notification')
            .innerJoin('videos as video', 'video.id', 'notification.video_id')
            .select(['notification.id', 'notification.kind', 'video.public_id as videoId'])
            .select('notification.comment_id as commentId')
            .select(['notification.created_at as createdAt', 'notification.read_at as readAt'])
            .where('notification.account_id', '=', scope.accountId)
            .where('notification.id', '>', after)
            .orderBy('notification.id')
            .limit(limit)
            .execute()
        return jsonArray(pagesAfter(scope, read, ({ id }) => id))
      },
    },
    {
      name: 'notification-settings.json',
      explains: {
        en: 'What you want to be told of, and the feeds that you made. Not their tokens.',
        fr: 'Ce dont vous voulez être averti, et les flux que vous avez créés. Sans leurs jetons.',
      },
      read: () =>
        jsonOf(async () => ({
          choices: await allChoicesOf(scope.db, scope.accountId),
          feeds: await feedsOf(scope.db, scope.accountId),
        })),
    },
  ],
  notExported: {
    told: 'ids that keep you from being told twice; what you were told is in notifications.json',
  },
  deletes: ['notifications', 'told', 'notification_choices', 'followed_feeds'],
  notDeleted: {},
  // Choices and feeds, which are few, go with the account.
  async delete(db, { accountId }) {
    const own = sql<SqlBool>`account_id = ${accountId}`
    const notifications = await deleteSome(db, 'notifications', own, DELETED_AT_ONCE)
    return notifications || deleteSome(db, 'told', own, DELETED_AT_ONCE)
  },
}
