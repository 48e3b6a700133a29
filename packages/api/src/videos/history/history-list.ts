import { exactColumn, integerColumn } from '../../listing/columns.ts'
import { listOf } from '../../listing/list.ts'
import type { VideoRow } from '../queries.ts'
import { videosWithOwner } from '../queries.ts'

/** A video that somebody watched, and how far. */
export type WatchedRow = VideoRow & { video_id: number; position_ms: number; watched_at: string }

/** What an account watched. It holds videos too that it may not watch any more. */
export const historyList = listOf({
  columns: {
    accountId: integerColumn('watched.account_id'),
    watchedAt: exactColumn('watched.watched_at'),
    videoId: integerColumn('watched.video_id'),
  },
  unique: 'videoId',
  select: (db) =>
    videosWithOwner(db)
      .innerJoin('video_positions as watched', 'watched.video_id', 'video.id')
      .select(['watched.video_id', 'watched.position_ms', 'watched.watched_at'])
      .$castTo<WatchedRow>(),
})
