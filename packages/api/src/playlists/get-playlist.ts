import { z } from 'zod'
import { publicQuery } from '../procedures/trpc.ts'
import { shownPlaylist } from './queries.ts'
import { Playlist, PlaylistId } from './schema.ts'
import { seenPlaylist } from './seen-playlist.ts'

export const getPlaylist = publicQuery({
  summary: 'A playlist, for whoever may see it. Its videos: "videos".',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({ id: PlaylistId }),
  output: Playlist,
}).query(async ({ ctx, input: { id } }) => {
  const { visitor } = await seenPlaylist(ctx, id)
  return shownPlaylist(ctx.db, visitor.actor, id)
})
