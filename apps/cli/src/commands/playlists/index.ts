import { defineGroup } from '../../command/define.ts'
import { addToPlaylist } from './add.ts'
import { createPlaylist } from './create.ts'
import { deletePlaylist } from './delete.ts'
import { editPlaylist } from './edit.ts'
import { listPlaylists } from './list.ts'
import { moveInPlaylist } from './move.ts'
import { removeFromPlaylist } from './remove.ts'
import { showPlaylist } from './show.ts'

export const playlists = defineGroup('playlists', 'Videos in an order', [
  createPlaylist,
  listPlaylists,
  showPlaylist,
  addToPlaylist,
  moveInPlaylist,
  removeFromPlaylist,
  editPlaylist,
  deletePlaylist,
])
