import { z } from 'zod'
import { ChannelId } from '../channels/schema.ts'
import { command } from '../procedures/trpc.ts'
import { PlaylistEdited, playlistStream } from './events.ts'
import { holdOwnPlaylist, shownPlaylist } from './queries.ts'
import { requireOwnChannel } from './rules.ts'
import {
  Playlist,
  PlaylistDescription,
  PlaylistId,
  PlaylistPrivacy,
  PlaylistTitle,
} from './schema.ts'

export const editPlaylist = command({
  summary: 'Changes what a playlist of yours is called, who sees it, or which channel shows it.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({
    id: PlaylistId,
    title: PlaylistTitle.optional(),
    description: PlaylistDescription.optional(),
    privacy: PlaylistPrivacy.optional(),
    channelId: ChannelId.nullable().optional().describe('A channel of yours; null: none'),
  }),
  output: Playlist,
}).mutation(async ({ ctx, input }) => {
  const { db, actor } = ctx
  const before = await holdOwnPlaylist(ctx, input.id)
  const {
    title = before.title,
    description = before.description,
    privacy = before.privacy,
    channelId = before.channel_id,
  } = input
  const isOtherChannel = channelId !== before.channel_id
  if (isOtherChannel) await requireOwnChannel(db, actor, channelId)
  const after = { ...before, title, description, privacy }
  const facts = ['title', 'description', 'privacy'] as const
  const changed = [
    ...facts.filter((fact) => after[fact] !== before[fact]),
    ...(isOtherChannel ? (['channel'] as const) : []),
  ]
  if (changed.length > 0) {
    const changed_at = ctx.clock.now().toISOString()
    await db
      .updateTable('playlists')
      .set({ title, description, privacy, channel_id: channelId, changed_at })
      .where('id', '=', before.id)
      .execute()
    await ctx.record(playlistStream(before), PlaylistEdited({ playlistId: input.id, changed }))
  }
  return shownPlaylist(db, actor, input.id)
})
