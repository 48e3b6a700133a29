import { byIndex, inThisOrder } from '@larder/db'
import { choiceColumn, exactColumn, foldedColumn, integerColumn } from '../listing/columns.ts'
import type { Values } from '../listing/filter.ts'
import { listOf } from '../listing/list.ts'
import type { ValuesOf, Where } from '../listing/where.ts'
import { findableBy } from './policy.ts'
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

/** The index that keeps each of them, of all channels; `id` makes it total. */
export const videoOrders = {
  published: 'videos_listed_by_time',
  title: 'videos_listed_by_title',
  views: 'videos_listed_by_views',
  likes: 'videos_listed_by_likes',
  duration: 'videos_listed_by_duration',
} as const satisfies Record<keyof typeof videoSorts, string>

/** The index of the videos of one channel. */
export const OF_CHANNEL = 'videos_listed_by_channel'

export const ownVideoSorts = { created: ['id'], ...videoSorts } as const

const place = { id: integerColumn('video.id'), channelId: integerColumn('video.channel_id') }
const tag = { tag: foldedColumn('tag.tag_key') }

/** Who looks, as `findableBy` takes it. */
export interface FoundOnlooker extends Values {
  accountId: number
  now: string
}

/** Only what orders a page is read with it, and the rest of its rows afterwards: texts are long to sort. */
const foundColumns = {
  ...place,
  ...Object.fromEntries(
    Object.entries(videoColumns).map(([name, column]) => [name, { ...column, selected: false }]),
  ),
} as typeof place & typeof videoColumns

/** A filter of them. */
export type FoundWhere = Where<ValuesOf<typeof foundColumns>>

/** Videos that somebody finds, along one of the indexes of videos. */
export const foundVideos = listOf<typeof foundColumns, { id: number }, FoundOnlooker>({
  columns: foundColumns,
  unique: 'id',
  select: (db, param, along = videoOrders.published) =>
    inThisOrder(
      db,
      db
        .selectFrom(byIndex(db, 'videos', { as: 'video', index: along }))
        .crossJoin('channels as channel')
        .crossJoin('accounts as owner')
        .select('video.id')
        .whereRef('channel.id', '=', 'video.channel_id')
        .whereRef('owner.id', '=', 'channel.account_id')
        .where('video.purged_at', 'is', null)
        .where('channel.purged_at', 'is', null)
        .where(findableBy({ accountId: param('accountId'), now: param('now') })),
    ),
})

/** The same, with a tag. */
export const foundVideosTagged = listOf<
  typeof foundColumns & typeof tag,
  { id: number },
  FoundOnlooker
>({
  columns: { ...foundColumns, ...tag },
  unique: 'id',
  select: (db, param) =>
    inThisOrder(
      db,
      db
        .selectFrom('video_tags as tag')
        .crossJoin('videos as video')
        .crossJoin('channels as channel')
        .crossJoin('accounts as owner')
        .select('video.id')
        .whereRef('video.id', '=', 'tag.video_id')
        .whereRef('channel.id', '=', 'video.channel_id')
        .whereRef('owner.id', '=', 'channel.account_id')
        .where('video.purged_at', 'is', null)
        .where('channel.purged_at', 'is', null)
        .where(findableBy({ accountId: param('accountId'), now: param('now') })),
    ),
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
