import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { command } from '../procedures/trpc.ts'
import { GrantToken, VideoId } from '../videos/schema.ts'
import { watchableVideo } from '../videos/watchable-video.ts'
import { PlaylistVideoAdded, playlistStream } from './events.ts'
import type { ItemToPlace } from './queries.ts'
import { holdOwnPlaylist, itemsOf, shownPlaylist, writeItems } from './queries.ts'
import { Place, Playlist, PlaylistId } from './schema.ts'

export const addVideo = command({
  summary:
    'Puts a video that you may watch into a playlist of yours. One that is in it already stays where it is.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED', 'PLAYLIST_FULL'],
  input: z.strictObject({
    id: PlaylistId,
    videoId: VideoId,
    grant: GrantToken,
    place: Place.optional().describe('From 0; left out, or beyond the end: the last'),
  }),
  output: Playlist,
}).mutation(async ({ ctx, input }) => {
  const { db, actor } = ctx
  const { id, videoId, grant, place } = input
  const playlist = await holdOwnPlaylist(ctx, id)
  const asked = { id: videoId, grant }
  const { video } = await watchableVideo(ctx, asked, { db, scope: 'videos:write' })
  const before = await itemsOf(db, playlist.id)
  if (!before.some(({ video_id }) => video_id === video.id)) {
    const limit = ctx.limits.videosPerPlaylist
    if (before.length >= limit) throw new DomainError('PLAYLIST_FULL', { limit })
    const now = ctx.clock.now()
    const item = { video_id: video.id, added_at: now.toISOString() }
    const others: ItemToPlace[] = before
    const after = others.toSpliced(place ?? before.length, 0, item)
    await writeItems(db, { id: playlist.id, before, after, now })
    await ctx.record(playlistStream(playlist), PlaylistVideoAdded({ playlistId: id, videoId }))
  }
  return shownPlaylist(db, actor, id)
})
