import { z } from 'zod'
import { command } from '../procedures/trpc.ts'
import { VideoId } from '../videos/schema.ts'
import { PlaylistVideoRemoved, playlistStream } from './events.ts'
import { heldItem } from './held-item.ts'
import { shownPlaylist, writeItems } from './queries.ts'
import { Playlist, PlaylistId } from './schema.ts'

export const removeVideo = command({
  summary: 'Takes a video out of a playlist of yours.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({ id: PlaylistId, videoId: VideoId }),
  output: Playlist,
}).mutation(async ({ ctx, input: { id, videoId } }) => {
  const { playlist, items, place } = await heldItem(ctx, { id, videoId })
  const after = items.toSpliced(place, 1)
  await writeItems(ctx.db, { id: playlist.id, before: items, after, now: ctx.clock.now() })
  await ctx.record(playlistStream(playlist), PlaylistVideoRemoved({ playlistId: id, videoId }))
  return shownPlaylist(ctx.db, ctx.actor, id)
})
