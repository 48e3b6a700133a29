import { z } from 'zod'
import { holdAccount } from '../accounts/queries.ts'
import { ChannelId } from '../channels/schema.ts'
import { DomainError } from '../errors/map.ts'
import { command } from '../procedures/trpc.ts'
import { newPublicId } from '../videos/public-id.ts'
import { PlaylistCreated, playlistStream } from './events.ts'
import { countPlaylists, shownPlaylist } from './queries.ts'
import { requireOwnChannel } from './rules.ts'
import { Playlist, PlaylistDescription, PlaylistPrivacy, PlaylistTitle } from './schema.ts'

export const createPlaylist = command({
  summary: 'Creates an empty playlist of your own.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND', 'PLAYLIST_LIMIT_REACHED'],
  input: z.strictObject({
    title: PlaylistTitle,
    description: PlaylistDescription.default(''),
    privacy: PlaylistPrivacy.default('private'),
    channelId: ChannelId.nullable().default(null).describe('A channel of yours that shows it'),
  }),
  output: Playlist,
}).mutation(async ({ ctx, input }) => {
  const { db, actor } = ctx
  const { accountId } = actor
  await holdAccount(db, accountId)
  const limit = ctx.limits.playlistsPerAccount
  if ((await countPlaylists(db, accountId)) >= limit) {
    throw new DomainError('PLAYLIST_LIMIT_REACHED', { limit })
  }
  await requireOwnChannel(db, actor, input.channelId)
  const { channelId, ...words } = input
  const now = ctx.clock.now().toISOString()
  const publicId = newPublicId()
  const { insertId } = await db
    .insertInto('playlists')
    .values({
      ...words,
      public_id: publicId,
      account_id: accountId,
      channel_id: channelId,
      created_at: now,
      changed_at: now,
    })
    .executeTakeFirstOrThrow()
  const stream = playlistStream({ id: Number(insertId), account_id: accountId })
  await ctx.record(stream, PlaylistCreated({ playlistId: publicId }))
  return shownPlaylist(db, actor, publicId)
})
