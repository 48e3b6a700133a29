import type { Day, Instant } from './columns.ts'

/** How often a video was watched on a day. All of them together are its `view_count`. */
export interface VideoViewsTable {
  video_id: number
  /** In UTC. Old days of a year are added up under its first. */
  day: Day
  views: number
}

/** Who was counted lately, so that they are not counted again. It is kept for a day. */
export interface VideoViewersTable {
  video_id: number
  /** A keyed hash of the account, or of an address and a device, together with the video. */
  viewer: string
  counted_at: Instant
}

/** How far somebody is in a video: where they go on, and what they watched. */
export interface VideoPositionsTable {
  account_id: number
  video_id: number
  position_ms: number
  watched_at: Instant
}
