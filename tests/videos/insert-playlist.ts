import { newPublicId } from '@larder/api/src/videos/public-id.ts'
import type { Database, Tables } from '@larder/db'
import type { Insertable } from 'kysely'

/** Inserts a playlist of these videos from behind; answers its id in links. */
export async function insertPlaylist(
  { writer }: Database,
  playlist: Partial<Insertable<Tables['playlists']>> & { account_id: number },
  videoIds: number[] = [],
): Promise<string> {
  const now = new Date().toISOString()
  const public_id = newPublicId()
  const { insertId } = await writer
    .insertInto('playlists')
    .values({
      public_id,
      channel_id: null,
      title: 'a playlist',
      description: '',
      privacy: 'public',
      created_at: now,
      changed_at: now,
      ...playlist,
    })
    .executeTakeFirstOrThrow()
  const items = videoIds.map((video_id, place) => ({
    playlist_id: Number(insertId),
    video_id,
    place,
    added_at: now,
  }))
  if (items.length > 0) await writer.insertInto('playlist_items').values(items).execute()
  return public_id
}
