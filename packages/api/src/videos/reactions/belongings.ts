import { DELETED_AT_ONCE } from '../../leaving/define.ts'
import type { Belongings } from '../belongings.ts'

/** What people said of a video. */
export const reactionsOfVideo: Belongings = async (db, videoId) => {
  const rows = await db
    .selectFrom('reactions')
    .select(['account_id', 'reaction'])
    .where('video_id', '=', videoId)
    .limit(DELETED_AT_ONCE)
    .execute()
  if (rows.length === 0) return 0
  const accountIds = rows.map(({ account_id }) => account_id)
  await db
    .deleteFrom('reactions')
    .where('video_id', '=', videoId)
    .where('account_id', 'in', accountIds)
    .execute()
  const likes = rows.filter(({ reaction }) => reaction === 'like').length
  await db
    .updateTable('videos')
    .set((eb) => ({
      like_count: eb('like_count', '-', likes),
      dislike_count: eb('dislike_count', '-', rows.length - likes),
    }))
    .where('id', '=', videoId)
    .execute()
  return rows.length
}
