import type { LeavingPart } from '../../leaving/define.ts'
import { DELETED_AT_ONCE } from '../../leaving/define.ts'
import { jsonArray, pagesAfter } from '../../leaving/export/text.ts'
import { holdForCounting } from '../hold-for-counting.ts'
import { giveReaction } from './queries.ts'

export const reactionsLeaving: LeavingPart = {
  exports: ['reactions'],
  files: (scope) => [
    {
      name: 'reactions.json',
      explains: {
        en: 'The videos that you like and dislike, by their ids.',
        fr: 'Les vidéos que vous aimez et celles que vous n’aimez pas, par leurs identifiants.',
      },
      read: () => {
        const read = (after: number, limit: number) =>
          scope.db
            .selectFrom('reactions as reaction')
            .innerJoin('videos as video', 'video.id', 'reaction.video_id')
            .select(['video.id', 'video.public_id as videoId'])
            .select(['reaction.reaction', 'reaction.created_at as since'])
            .where('reaction.account_id', '=', scope.accountId)
            .where('video.id', '>', after)
            .orderBy('video.id')
            .limit(limit)
            .execute()
        return jsonArray(pagesAfter(scope, read, ({ id }) => id))
      },
    },
  ],
  notExported: {},
  deletes: ['reactions'],
  notDeleted: {},
  async delete(db, { accountId }, now) {
    const given = await db
      .selectFrom('reactions')
      .select('video_id')
      .where('account_id', '=', accountId)
      .orderBy('video_id')
      .limit(DELETED_AT_ONCE)
      .execute()
    for (const { video_id: id } of given) {
      await holdForCounting(db, { id })
      await giveReaction(db, { accountId, videoId: id, reaction: 'none' }, now)
    }
    return given.length
  },
}
