import { deleteSome } from '@larder/db'
import { sql } from 'kysely'
import { DELETED_AT_ONCE } from '../leaving/define.ts'
import type { Belongings } from '../videos/belongings.ts'

/** What people were told of a video. */
export const notificationsOfVideo: Belongings = (db, videoId) =>
  deleteSome(db, 'notifications', sql`video_id = ${videoId}`, DELETED_AT_ONCE)

/** Whom they were told to. */
export const toldOfVideo: Belongings = (db, videoId) =>
  deleteSome(db, 'told', sql`video_id = ${videoId}`, DELETED_AT_ONCE)
