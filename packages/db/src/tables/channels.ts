import type { Generated } from 'kysely'
import type { Instant } from './columns.ts'

/** Where somebody publishes videos. */
export interface ChannelsTable {
  id: Generated<number>
  account_id: number
  /** As it was typed; in addresses. */
  handle: string
  /** What handles are told apart by; unique, also among those in the bin. */
  handle_key: string
  name: string
  /** Folded, for sorting. */
  name_key: string
  description: string
  /** How many rows of `follows` name it. */
  follower_count: Generated<number>
  created_at: Instant
  /** Since when it is in the bin; NULL: it is not. */
  deleted_at: Instant | null
  /** Since when it is gone for ever, and its rows are being deleted; NULL: it is not. */
  purged_at: Generated<Instant | null>
}

export interface FollowsTable {
  account_id: number
  channel_id: number
  created_at: Instant
}
