import { z } from 'zod'
import { readCursor, writeCursor } from '../listing/cursor.ts'
import type { SortKey } from '../listing/keyset.ts'
import { pageInput } from '../listing/schema.ts'
import { publicQuery } from '../procedures/trpc.ts'
import { mayWatch } from '../videos/policy.ts'
import { videosById } from '../videos/queries.ts'
import { shownVideos } from '../videos/shown-video.ts'
import { itemsOf } from './queries.ts'
import { PlaylistId, PlaylistItemPage } from './schema.ts'
import { seenPlaylist } from './seen-playlist.ts'

const order: SortKey[] = [{ by: 'place', direction: 'asc' }]

export const listVideos = publicQuery({
  summary: 'The videos of a playlist in its order, without those that you may not watch.',
  reasons: ['NOT_FOUND', 'INVALID_CURSOR'],
  input: z.strictObject({ id: PlaylistId, ...pageInput }),
  output: PlaylistItemPage,
}).query(async ({ ctx, input: { id, cursor, limit } }) => {
  const { db } = ctx
  const { playlist, visitor } = await seenPlaylist(ctx, id)
  const onlooker = { actor: visitor.actor, now: ctx.clock.now() }
  const after = Number(cursor === undefined ? -1 : readCursor(order, cursor)[0])
  // All of them, because there are few enough: what is hidden is counted.
  const items = await itemsOf(db, playlist.id)
  const rows = await videosById(
    db,
    items.map(({ video_id }) => video_id),
  )
  const watched = new Map(
    rows
      .filter((row) => mayWatch(row, { ...onlooker, hasGrant: false }))
      .map((row) => [row.id, row]),
  )
  const seen = items.flatMap((item, index) => {
    const row = watched.get(item.video_id)
    return row ? [{ ...item, index, row }] : []
  })
  const beyond = seen.filter(({ place }) => place > after)
  const page = beyond.slice(0, limit)
  const videos = await shownVideos(
    db,
    onlooker,
    page.map(({ row }) => row),
  )
  const last = page.at(-1)
  return {
    items: videos.flatMap((video, position) => {
      const item = page[position]
      return item ? [{ place: item.index, addedAt: item.added_at, video }] : []
    }),
    hidden: items.length - seen.length,
    nextCursor: last && beyond.length > limit ? writeCursor(order, [last.place]) : null,
  }
})
