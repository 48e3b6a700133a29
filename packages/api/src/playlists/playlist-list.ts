import { exactColumn, integerColumn } from '../listing/columns.ts'
import { listOf } from '../listing/list.ts'
import { playlistsWithOwner } from './queries.ts'

const id = integerColumn('playlist.id')

/** All of an account's. */
export const ownPlaylists = listOf({
  columns: { id, accountId: integerColumn('playlist.account_id') },
  unique: 'id',
  select: (db) => playlistsWithOwner(db),
})

/** Those that a channel shows to everybody. */
export const channelPlaylists = listOf({
  columns: {
    id,
    channelId: integerColumn('playlist.channel_id'),
    privacy: exactColumn('playlist.privacy'),
  },
  unique: 'id',
  select: (db) => playlistsWithOwner(db),
})
