import { z } from 'zod'
import { command } from '../procedures/trpc.ts'
import { VideoId } from '../videos/schema.ts'
import { PlaylistVideoMoved, playlistStream } from './events.ts'
import { heldItem } from './held-item.ts'
import type { ItemToPlace } from './queries.ts'
import { shownPlaylist, writeItems } from './queries.ts'
import { Place, Playlist, PlaylistId } from './schema.ts'

export const moveVideo = command({
  summary: 'Moves a video to another place in a playlist of yours; the others close up.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({
    id: PlaylistId,
    videoId: VideoId,
    place: Place.describe('Where it is afterwards, from 0; beyond the end: the last'),
  }),
  output: Playlist,
}).mutation(async ({ ctx, input }) => {
  const { id, videoId } = input
  const { playlist, items, item, place: from } = await heldItem(ctx, { id, videoId })
  const to = Math.min(input.place, items.length - 1)
  if (to !== from) {
    const { place: _, ...placeless } = item
    const others: ItemToPlace[] = items.toSpliced(from, 1)
    const after = others.toSpliced(to, 0, placeless)
    await writeItems(ctx.db, { id: playlist.id, before: items, after, now: ctx.clock.now() })
    const moved = PlaylistVideoMoved({ playlistId: id, videoId, from, to })
    await ctx.record(playlistStream(playlist), moved)
  }
  return shownPlaylist(ctx.db, ctx.actor, id)
})
