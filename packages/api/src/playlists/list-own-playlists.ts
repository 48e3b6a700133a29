import { z } from 'zod'
import { pageInput } from '../listing/schema.ts'
import { query } from '../procedures/trpc.ts'
import { ownPlaylists } from './playlist-list.ts'
import { shownPlaylists } from './queries.ts'
import { PlaylistPage } from './schema.ts'

export const listOwnPlaylists = query({
  summary: 'Your playlists, the newest first.',
  scope: 'videos:read',
  reasons: ['INVALID_CURSOR'],
  input: z.strictObject({ ...pageInput }).prefault({}),
  output: PlaylistPage,
}).query(async ({ ctx, input }) => {
  const { items, nextCursor } = await ownPlaylists.page(ctx.db, {
    ...input,
    where: { accountId: { eq: ctx.actor.accountId } },
    sort: [{ by: 'id', direction: 'desc' }],
    extra: {},
  })
  return { items: await shownPlaylists(ctx.db, ctx.actor, items), nextCursor }
})
