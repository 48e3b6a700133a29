import type { Reader } from '@larder/db'
import { maySeeChannel, missingChannel } from '../channels/policy.ts'
import { findChannelByHandle } from '../channels/queries.ts'
import type { Services } from '../context.ts'
import { linkTo } from '../mail/link-to.ts'
import { findable } from '../videos/policy.ts'
import { videosWithOwner } from '../videos/queries.ts'
import type { Feed } from './feed.ts'
import { feedItems, lastingId, MOST_ITEMS } from './feed-items.ts'

/** A date says nothing of what happens within the same second: so young a one is not told. */
const YOUNG_MS = 2_000

/**
 * What everybody finds on a channel, the newest first; `modifiedAt` is undefined when it may still change
 * in the same second. Throws NOT_FOUND.
 */
export async function channelFeed(
  { database: { reader: db }, clock, mail }: Services,
  handle: string,
): Promise<{ feed: Feed; modifiedAt: Date | undefined }> {
  const now = clock.now()
  const channel = await findChannelByHandle(db, handle)
  if (!channel || !maySeeChannel(channel, null)) {
    throw missingChannel(handle.slice(0, 60)).withholding({ isForeign: channel !== undefined })
  }
  // Before the videos: of what changes meanwhile the date comes to be told later.
  const changedAt = await lastChange(db, channel.account_id)
  const rows = await videosWithOwner(db)
    .where('video.channel_id', '=', channel.id)
    .where(findable({ actor: null, now }))
    .orderBy('video.published_at', 'desc')
    .orderBy('video.id', 'desc')
    .limit(MOST_ITEMS)
    .execute()
  const items = await feedItems(db, mail.frontUrl, rows)
  const updatedAt = items[0]?.publishedAt ?? channel.created_at
  const modified = [changedAt, updatedAt].sort().at(-1) ?? updatedAt
  const url = linkTo(mail.frontUrl, { page: 'channel', token: channel.handle })
  const { name, description, created_at } = channel
  const id = lastingId('channel', `${channel.handle} ${created_at}`)
  const feed = { id, title: name, description, url, author: { name, url }, updatedAt, items }
  const modifiedAt = new Date(modified)
  const isYoung = now.getTime() - modifiedAt.getTime() < YOUNG_MS
  return { feed, modifiedAt: isYoung ? undefined : modifiedAt }
}

/** When the owner of a channel last changed anything: whatever changes a feed is an event that they see. */
async function lastChange(db: Reader, accountId: number): Promise<string> {
  const last = await db
    .selectFrom('events')
    .select('recorded_at')
    .where('audience', '=', `account-${accountId}`)
    .where('position', 'is not', null)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.recorded_at ?? ''
}
