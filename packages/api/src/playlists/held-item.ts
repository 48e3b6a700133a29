import type { Writer } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import { missingVideo } from '../videos/policy.ts'
import type { ItemRow, PlaylistRow } from './queries.ts'
import { holdOwnPlaylist, itemsOf } from './queries.ts'

/** A video in a held playlist of the caller's own, which they may have lost sight of. Throws NOT_FOUND. */
export async function heldItem(
  ctx: { db: Writer; actor: Actor },
  { id, videoId }: { id: string; videoId: string },
): Promise<{ playlist: PlaylistRow; items: ItemRow[]; item: ItemRow; place: number }> {
  const playlist = await holdOwnPlaylist(ctx, id)
  const items = await itemsOf(ctx.db, playlist.id)
  const video = await ctx.db
    .selectFrom('videos')
    .select('id')
    .where('public_id', '=', videoId)
    .executeTakeFirst()
  const place = items.findIndex(({ video_id }) => video_id === video?.id)
  const item = items[place]
  if (!item) throw missingVideo(videoId)
  return { playlist, items, item, place }
}
