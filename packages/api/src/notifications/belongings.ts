import { deleteSome } from '@larder/db'
import { sql } from 'kysely'
import { DELETED_AT_ONCE } from '../leaving/define.ts'
import type { Belongings } from '../videos/belongings.ts'

/** What people were told of a video. */
export const notificationsOfVideo: Belongings = (db, videoId) =>
  deleteSome(db, 'notifications', sql`video_id = ${videoId}`, DELETED_AT_ONCE)

/** Whom they were told to. */
export const toldOfVideo: Belongings = async (db, videoId) => {
  const first = await db
    .selectFrom('told')
    .select('about')
    .where('video_id', '=', videoId)
    .limit(1)
    .executeTakeFirst()
  if (!first) return 0
  return deleteSome(db, 'told', sql`about = ${first.about}`, DELETED_AT_ONCE)
}
