import type { Reader, Tables } from '@larder/db'
import type { SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Actor } from '../access/credential.ts'
import { findComments, shownComments } from '../videos/comments/queries.ts'
import type { VideoTables } from '../videos/policy.ts'
import type { VideoFailure } from '../videos/schema.ts'
import { tellable } from './policy.ts'
import type { Notification } from './schema.ts'

export interface NotificationRow {
  id: number
  kind: Notification['kind']
  comment_id: number | null
  created_at: string
  read_at: string | null
  public_id: string
  title: string
  owner_id: number
  channel_id: number
  channel_handle: string
  channel_name: string
  /** Why its video failed; NULL unless it did. */
  failure: string | null
  /** Why bytes failed that were to replace those of its video; NULL unless they did. */
  replacement_failure: string | null
}

export interface Onlooker {
  actor: Actor
  now: Date
}

type Joined = VideoTables & { notification: Tables['notifications'] }

/** Somebody's notifications, as far as they show what their reader may find at this moment. */
export function notificationsOf(
  db: Reader,
  onlooker: Onlooker,
): SelectQueryBuilder<Joined, 'notification' | 'video' | 'channel' | 'owner', object> {
  return db
    .selectFrom('notifications as notification')
    .innerJoin('videos as video', 'video.id', 'notification.video_id')
    .innerJoin('channels as channel', 'channel.id', 'video.channel_id')
    .innerJoin('accounts as owner', 'owner.id', 'channel.account_id')
    .where('notification.account_id', '=', onlooker.actor.accountId)
    .where('video.purged_at', 'is', null)
    .where('channel.purged_at', 'is', null)
    .where(tellable(onlooker) as never)
}

/** Some of them, the newest first. */
export function readNotifications(
  db: Reader,
  onlooker: Onlooker,
  { before, unread, limit }: { before: number | undefined; unread: boolean; limit: number },
): Promise<NotificationRow[]> {
  return notificationsOf(db, onlooker)
    .select(['notification.id', 'notification.kind', 'notification.comment_id'])
    .select(['notification.created_at', 'notification.read_at'])
    .select(['video.public_id', 'video.title', 'channel.account_id as owner_id'])
    .select(['channel.id as channel_id', 'channel.handle as channel_handle'])
    .select(['channel.name as channel_name', 'video.failure', 'video.replacement_failure'])
    .$if(before !== undefined, (query) => query.where('notification.id', '<', before ?? 0))
    .$if(unread, (query) => query.where('notification.read_at', 'is', null))
    .orderBy('notification.id', 'desc')
    .limit(limit)
    .execute()
}

/** How many of them are not read. */
export async function countUnread(db: Reader, onlooker: Onlooker): Promise<number> {
  const { count } = await notificationsOf(db, onlooker)
    .select(sql<number>`count(*)`.as('count'))
    .where('notification.read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Notifications as their owner sees them. */
export async function shownNotifications(
  db: Reader,
  actor: Actor,
  rows: NotificationRow[],
): Promise<Notification[]> {
  const commentIds = rows.flatMap(({ comment_id }) => comment_id ?? [])
  const comments = await findComments(db, commentIds)
  const ownerOf = new Map(rows.map(({ comment_id, owner_id }) => [comment_id, owner_id]))
  const shown = await shownComments(db, { actor, ownerOf: ({ id }) => ownerOf.get(id) }, comments)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    video: {
      id: row.public_id,
      title: row.title,
      channel: { id: row.channel_id, handle: row.channel_handle, name: row.channel_name },
    },
    comment: shown.find(({ id }) => id === row.comment_id) ?? null,
    failure: row.kind === 'failed' ? failureOf(row) : null,
    isRead: row.read_at !== null,
    createdAt: row.created_at,
  }))
}

function failureOf({ failure, replacement_failure }: NotificationRow): Notification['failure'] {
  const reason = (failure ?? replacement_failure) as VideoFailure | null
  return reason === null ? null : { reason, isOfReplacement: failure === null }
}
