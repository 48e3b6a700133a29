import { z } from 'zod'
import { visitorFrom } from '../access/visitor.ts'
import { maySeeChannel, missingChannel } from '../channels/policy.ts'
import { findChannel } from '../channels/queries.ts'
import { ChannelId } from '../channels/schema.ts'
import { pageInput } from '../listing/schema.ts'
import { publicQuery } from '../procedures/trpc.ts'
import { channelPlaylists } from './playlist-list.ts'
import { shownPlaylists } from './queries.ts'
import { PlaylistPage } from './schema.ts'

export const listPlaylists = publicQuery({
  summary: 'The public playlists that a channel shows, the newest first.',
  reasons: ['NOT_FOUND', 'INVALID_CURSOR'],
  input: z.strictObject({ channelId: ChannelId, ...pageInput }),
  output: PlaylistPage,
}).query(async ({ ctx, input: { channelId, ...input } }) => {
  const visitor = visitorFrom(ctx, 'videos:read')
  const channel = await findChannel(ctx.db, channelId)
  if (!channel || !maySeeChannel(channel, visitor.actor)) {
    const missing = missingChannel(channelId)
    throw visitor.refusal ?? missing.withholding({ isForeign: channel !== undefined })
  }
  const { items, nextCursor } = await channelPlaylists.page(ctx.db, {
    ...input,
    where: { channelId: { eq: channelId }, privacy: { eq: 'public' } },
    sort: [{ by: 'id', direction: 'desc' }],
    extra: {},
  })
  return { items: await shownPlaylists(ctx.db, visitor.actor, items), nextCursor }
})
