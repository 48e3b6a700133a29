import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

export interface PlaylistsTable {
  id: Generated<number>
  /** In links: 11 URL-safe characters, random. */
  public_id: string
  account_id: number
  /** The channel that shows it, which is the same account's; NULL: none. */
  channel_id: number | null
  title: string
  description: string
  privacy: 'public' | 'unlisted' | 'private'
  created_at: Instant
  changed_at: Instant
}

export interface PlaylistItemsTable {
  playlist_id: number
  video_id: number
  /** In the order of these, in which videos that were purged left gaps. */
  place: number
  added_at: Instant
}
