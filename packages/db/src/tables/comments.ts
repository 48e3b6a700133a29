import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

/** What somebody thinks of a video: one row an account at most. */
export interface ReactionsTable {
  account_id: number
  video_id: number
  reaction: 'like' | 'dislike'
  created_at: Instant
}

export interface CommentsTable {
  id: Generated<number>
  video_id: number
  /** Who wrote it; NULL exactly when it was deleted and still has replies. */
  account_id: number | null
  /** What it replies to; NULL: it stands by itself. What it replies to never replies itself. */
  parent_id: number | null
  /** Empty once it was deleted. */
  text: string
  /** How many rows name it as their parent; none of them is deleted. */
  reply_count: Generated<number>
  created_at: Instant
  edited_at: Instant | null
  deleted_at: Instant | null
}
