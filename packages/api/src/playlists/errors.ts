import { reason } from '../errors/reason.ts'

/** The reasons of playlists. */
export const playlistErrors = {
  PLAYLIST_LIMIT_REACHED: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) => `You have ${limit} playlists, and that is the limit. Delete one first.`,
  ),
  PLAYLIST_FULL: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) => `The playlist has ${limit} videos, and that is the limit. Remove one first.`,
  ),
}
