import { deleteSome } from '@larder/db'
import { sql } from 'kysely'
import { DELETED_AT_ONCE } from '../../leaving/define.ts'
import type { Belongings } from '../belongings.ts'

/** Where people are in a video. */
const deletePositions: Belongings = (db, videoId) =>
  deleteSome(db, 'video_positions', sql`video_id = ${videoId}`, DELETED_AT_ONCE)

/** Who was counted lately. The counts themselves are a row a day, and go with the row of the video. */
const deleteViewers: Belongings = (db, videoId) =>
  deleteSome(db, 'video_viewers', sql`video_id = ${videoId}`, DELETED_AT_ONCE)

export const watchingBelongings: readonly Belongings[] = [deletePositions, deleteViewers]
