import type { TRPCRouterRecord } from '@trpc/server'
import { addVideo } from './add-video.ts'
import { createPlaylist } from './create-playlist.ts'
import { deletePlaylist } from './delete-playlist.ts'
import { editPlaylist } from './edit-playlist.ts'
import { getPlaylist } from './get-playlist.ts'
import { listOwnPlaylists } from './list-own-playlists.ts'
import { listPlaylists } from './list-playlists.ts'
import { listVideos } from './list-videos.ts'
import { moveVideo } from './move-video.ts'
import { removeVideo } from './remove-video.ts'

export const playlists = {
  create: createPlaylist,
  edit: editPlaylist,
  delete: deletePlaylist,
  get: getPlaylist,
  list: listPlaylists,
  mine: listOwnPlaylists,
  videos: listVideos,
  add: addVideo,
  remove: removeVideo,
  move: moveVideo,
} satisfies TRPCRouterRecord
