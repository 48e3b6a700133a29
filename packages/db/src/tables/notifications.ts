import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

/** What somebody was told in the app, and did not remove. What it says is looked up when it is read. */
export interface NotificationsTable {
  id: Generated<number>
  account_id: number
  kind: 'new video' | 'comment' | 'reply' | 'mention' | 'ready' | 'failed'
  video_id: number
  /** NULL unless it is about one. */
  comment_id: number | null
  created_at: Instant
  read_at: Instant | null
}

/** Who was told of what, in the app, by mail or not at all: nobody is told of it again. */
export interface ToldTable {
  /** Such as `video-12`, `comment-7` or `event-99`. */
  about: string
  account_id: number
  video_id: number
}

/** How somebody wants to be told of a kind of thing; without a row, as by default. */
export interface NotificationChoicesTable {
  account_id: number
  kind: NotificationsTable['kind']
  in_app: 0 | 1
  mail: 0 | 1
}

/** An address at which a program reads what somebody follows. */
export interface FollowedFeedsTable {
  id: Generated<number>
  account_id: number
  /** What it is for, in its owner's words. */
  name: string
  /** Of the token in the address, which is random. */
  token_hash: string
  created_at: Instant
}
