import { deleteSome } from '@larder/db'
import { sql } from 'kysely'
import { DELETED_AT_ONCE } from '../leaving/define.ts'
import type { Belongings } from '../videos/belongings.ts'

/** Where a video stands in playlists. The places after it stay as they are. */
export const placesOfVideo: Belongings = (db, videoId) =>
  deleteSome(db, 'playlist_items', sql`video_id = ${videoId}`, DELETED_AT_ONCE)
