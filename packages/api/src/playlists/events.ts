import { z } from 'zod'
import { defineEvent } from '../event-log/define.ts'
import type { Stream } from '../event-log/stream.ts'

// A playlist is named by its id. What it is called is its owner's, who may take it back.

const OfPlaylist = z.object({ playlistId: z.string() })
const OfItem = OfPlaylist.extend({ videoId: z.string() })

export const PlaylistCreated = defineEvent('PlaylistCreated', 1, OfPlaylist)
export const PlaylistEdited = defineEvent(
  'PlaylistEdited',
  1,
  OfPlaylist.extend({ changed: z.array(z.enum(['title', 'description', 'privacy', 'channel'])) }),
)
export const PlaylistDeleted = defineEvent('PlaylistDeleted', 1, OfPlaylist)
export const PlaylistVideoAdded = defineEvent('PlaylistVideoAdded', 1, OfItem)
export const PlaylistVideoRemoved = defineEvent('PlaylistVideoRemoved', 1, OfItem)
export const PlaylistVideoMoved = defineEvent(
  'PlaylistVideoMoved',
  1,
  OfItem.extend({ from: z.int(), to: z.int() }),
)

export const playlistEvents = [
  PlaylistCreated,
  PlaylistEdited,
  PlaylistDeleted,
  PlaylistVideoAdded,
  PlaylistVideoRemoved,
  PlaylistVideoMoved,
] as const

/** The stream of a playlist, which its owner sees. */
export function playlistStream({ id, account_id }: { id: number; account_id: number }): Stream {
  return { name: `playlist-${id}`, audience: `account-${account_id}` }
}
