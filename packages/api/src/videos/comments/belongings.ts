import { DELETED_AT_ONCE } from '../../leaving/define.ts'
import type { Belongings } from '../belongings.ts'

/** The comments on a video, replies before what they reply to. */
export const commentsOfVideo: Belongings = async (db, videoId) => {
  const rows = await db
    .selectFrom('comments')
    .select(['id', 'deleted_at'])
    .where('video_id', '=', videoId)
    .orderBy('parent_id', 'desc')
    .limit(DELETED_AT_ONCE)
    .execute()
  if (rows.length === 0) return 0
  const ids = rows.map(({ id }) => id)
  await db.deleteFrom('comments').where('id', 'in', ids).execute()
  const visible = rows.filter(({ deleted_at }) => deleted_at === null).length
  await db
    .updateTable('videos')
    .set((eb) => ({ comment_count: eb('comment_count', '-', visible) }))
    .where('id', '=', videoId)
    .execute()
  return rows.length
}
