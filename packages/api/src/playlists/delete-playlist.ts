import { z } from 'zod'
import { Done } from '../procedures/done.ts'
import { command } from '../procedures/trpc.ts'
import { PlaylistDeleted, playlistStream } from './events.ts'
import { holdOwnPlaylist } from './queries.ts'
import { PlaylistId } from './schema.ts'

export const deletePlaylist = command({
  summary: 'Deletes a playlist of yours for ever. The videos in it stay.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({ id: PlaylistId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const playlist = await holdOwnPlaylist(ctx, id)
  await ctx.db.deleteFrom('playlists').where('id', '=', playlist.id).execute()
  await ctx.record(playlistStream(playlist), PlaylistDeleted({ playlistId: id }))
  return { done: true as const }
})
