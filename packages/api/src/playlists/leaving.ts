import { deleteSome } from '@larder/db'
import { sql } from 'kysely'
import type { LeavingPart } from '../leaving/define.ts'
import { filesOfPlaylists } from './exported.ts'

/** With up to 500 videos each. */
const PLAYLISTS_AT_ONCE = 5

export const playlistsLeaving: LeavingPart = {
  files: filesOfPlaylists,
  exports: ['playlists', 'playlist_items'],
  notExported: {},
  deletes: ['playlists', 'playlist_items'],
  notDeleted: {},
  delete: (db, { accountId }) =>
    deleteSome(db, 'playlists', sql`account_id = ${accountId}`, PLAYLISTS_AT_ONCE),
}
