import type { Reader, Tables, Writer } from '@larder/db'
import { insertRows, isOrphan, locked, TryAgain } from '@larder/db'
import type { Selectable, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Actor } from '../access/credential.ts'
import type { OwnedPlaylist } from './policy.ts'
import { isPlaylistOwner, missingPlaylist } from './policy.ts'
import type { Playlist } from './schema.ts'

export type PlaylistRow = Selectable<Tables['playlists']> & OwnedPlaylist

/** A video in a playlist. */
export type ItemRow = Omit<Selectable<Tables['playlist_items']>, 'playlist_id'>

/** A playlist, whoever it belongs to. */
export function findPlaylist(db: Reader, publicId: string): Promise<PlaylistRow | undefined> {
  return playlistsWithOwner(db).where('playlist.public_id', '=', publicId).executeTakeFirst()
}

/**
 * A playlist of the caller's own, held until the transaction ends: two changes of its order come one
 * after the other. Throws NOT_FOUND.
 */
export async function holdOwnPlaylist(
  { db, actor }: { db: Writer; actor: Actor },
  publicId: string,
): Promise<PlaylistRow> {
  const playlist = await locked(
    db,
    playlistsWithOwner(db).where('playlist.public_id', '=', publicId),
  ).executeTakeFirst()
  if (!playlist) throw missingPlaylist(publicId)
  if (!isPlaylistOwner(playlist, actor)) {
    throw missingPlaylist(publicId).withholding({ isForeign: true })
  }
  return playlist
}

/** How many playlists an account has. */
export async function countPlaylists(db: Reader, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom('playlists')
    .select(sql<number>`count(*)`.as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return count
}

/** What is to be in a playlist; what is new in its place has none yet. */
export type ItemToPlace = Omit<ItemRow, 'place'> & { place?: number }

/** What is in a playlist, in its order. */
export function itemsOf(db: Reader, playlistId: number): Promise<ItemRow[]> {
  return db
    .selectFrom('playlist_items')
    .select(['video_id', 'place', 'added_at'])
    .where('playlist_id', '=', playlistId)
    .orderBy('place')
    .execute()
}

/**
 * Gives a held playlist another order, or other videos. Each keeps its place where it can, and leaves a gap
 * where it was, because who reads page after page goes on behind a place; without one it gets a new one.
 */
export async function writeItems(
  db: Writer,
  playlist: { id: number; before: ItemRow[]; after: ItemToPlace[]; now: Date },
): Promise<void> {
  const { id, before, after, now } = playlist
  const places = new Map(before.map(({ video_id, place }) => [video_id, place]))
  let last = -1
  const rows = after.map((item) => {
    const { place = 0 } = item
    last = Math.max(place, last + 1)
    return { playlist_id: id, ...item, place: last }
  })
  const written = rows.filter(({ video_id, place }) => places.get(video_id) !== place)
  const kept = new Set(rows.filter((row) => !written.includes(row)).map(({ video_id }) => video_id))
  const gone = before.map(({ video_id }) => video_id).filter((videoId) => !kept.has(videoId))
  if (gone.length > 0) {
    await db
      .deleteFrom('playlist_items')
      .where('playlist_id', '=', id)
      .where('video_id', 'in', gone)
      .execute()
  }
  try {
    await insertRows(db, 'playlist_items', written)
  } catch (error) {
    if (!isOrphan(error)) throw error
    throw new TryAgain('One of the videos was purged meanwhile.')
  }
  await db
    .updateTable('playlists')
    .set({ changed_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
}

/** Playlists as somebody sees them who may. */
export async function shownPlaylists(
  db: Reader,
  actor: Actor | null,
  rows: PlaylistRow[],
): Promise<Playlist[]> {
  const counts = await countItems(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.public_id,
    title: row.title,
    description: row.description,
    privacy: row.privacy,
    channelId: row.channel_id,
    videos: counts.get(row.id) ?? 0,
    isMine: isPlaylistOwner(row, actor),
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }))
}

/** A playlist as its owner sees it after a change. */
export async function shownPlaylist(
  db: Reader,
  actor: Actor | null,
  publicId: string,
): Promise<Playlist> {
  const row = await findPlaylist(db, publicId)
  const [playlist] = await shownPlaylists(db, actor, row ? [row] : [])
  if (!playlist) throw missingPlaylist(publicId)
  return playlist
}

async function countItems(db: Reader, ids: number[]): Promise<ReadonlyMap<number, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('playlist_items')
    .select(['playlist_id', sql<number>`count(*)`.as('count')])
    .where('playlist_id', 'in', ids)
    .groupBy('playlist_id')
    .execute()
  return new Map(rows.map(({ playlist_id, count }) => [playlist_id, count]))
}

/** Playlists as `PlaylistRow` says. */
export function playlistsWithOwner(
  db: Reader,
): SelectQueryBuilder<
  Tables & { playlist: Tables['playlists']; owner: Tables['accounts'] },
  'playlist' | 'owner',
  PlaylistRow
> {
  return db
    .selectFrom('playlists as playlist')
    .innerJoin('accounts as owner', 'owner.id', 'playlist.account_id')
    .selectAll('playlist')
    .select(['owner.disabled_at as owner_disabled_at', 'owner.leaves_at as owner_leaves_at'])
}
