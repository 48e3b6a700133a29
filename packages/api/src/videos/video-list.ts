import { choiceColumn, exactColumn, foldedColumn, integerColumn } from '../listing/columns.ts'
import type { Values } from '../listing/filter.ts'
import { listOf } from '../listing/list.ts'
import { findableBy } from './policy.ts'
import type { VideoRow } from './queries.ts'
import { videosWithOwner } from './queries.ts'
import { Privacy, StoredState } from './schema.ts'

/** What videos may be filtered by. */
export const videoColumns = {
  title: foldedColumn('video.title_key'),
  language: { ...exactColumn('video.language'), nullable: true },
  durationMs: { ...integerColumn('video.duration_ms'), nullable: true },
  publishedAt: { ...exactColumn('video.published_at'), nullable: true },
  views: integerColumn('video.view_count'),
  likes: integerColumn('video.like_count'),
}

/** And by their owner. */
export const ownVideoColumns = {
  ...videoColumns,
  privacy: choiceColumn('video.privacy', Privacy),
  state: choiceColumn('video.state', StoredState),
  createdAt: exactColumn('video.created_at'),
}

/** The orders of videos. */
export const videoSorts = {
  published: ['publishedAt'],
  title: ['title'],
  views: ['views'],
  likes: ['likes'],
  duration: ['durationMs'],
} as const

export const ownVideoSorts = { created: ['id'], ...videoSorts } as const

const place = { id: integerColumn('video.id'), channelId: integerColumn('video.channel_id') }
const tag = { tag: foldedColumn('tag.tag_key') }

/** Who looks, as `findableBy` takes it. */
interface Onlooker extends Values {
  accountId: number
  now: string
}

const foundColumns = { ...videoColumns, ...place }

/** Videos that somebody finds. */
export const foundVideos = listOf<typeof foundColumns, VideoRow, Onlooker>({
  columns: foundColumns,
  unique: 'id',
  select: (db, param) =>
    videosWithOwner(db).where(findableBy({ accountId: param('accountId'), now: param('now') })),
})

/** The same, with a tag. */
export const foundVideosTagged = listOf<typeof foundColumns & typeof tag, VideoRow, Onlooker>({
  columns: { ...foundColumns, ...tag },
  unique: 'id',
  select: (db, param) =>
    videosWithOwner(db)
      .innerJoin('video_tags as tag', 'tag.video_id', 'video.id')
      .where(findableBy({ accountId: param('accountId'), now: param('now') })),
})

/** All videos, for their owner. */
export const ownVideos = listOf({
  columns: {
    ...ownVideoColumns,
    ...place,
    ownerId: integerColumn('channel.account_id'),
    deletedAt: { ...exactColumn('video.deleted_at'), nullable: true },
    channelDeletedAt: { ...exactColumn('channel.deleted_at'), nullable: true },
  },
  unique: 'id',
  select: (db) => videosWithOwner(db),
})
