import { maySeeChannel, missingChannel } from '../channels/policy.ts'
import { findChannelByHandle } from '../channels/queries.ts'
import type { Services } from '../context.ts'
import { linkTo } from '../mail/link-to.ts'
import { findable } from '../videos/policy.ts'
import { videosWithOwner } from '../videos/queries.ts'
import type { Feed } from './feed.ts'
import { feedItems, lastingId, MOST_ITEMS } from './feed-items.ts'

/** What everybody finds on a channel, the newest first. Throws NOT_FOUND. */
export async function channelFeed(
  { database: { reader: db }, clock, mail }: Services,
  handle: string,
): Promise<Feed> {
  const now = clock.now()
  const channel = await findChannelByHandle(db, handle)
  if (!channel || !maySeeChannel(channel, null)) {
    throw missingChannel(handle.slice(0, 60)).withholding({ isForeign: channel !== undefined })
  }
  const rows = await videosWithOwner(db)
    .where('video.channel_id', '=', channel.id)
    .where(findable({ actor: null, now }))
    .orderBy('video.published_at', 'desc')
    .orderBy('video.id', 'desc')
    .limit(MOST_ITEMS)
    .execute()
  const items = await feedItems(db, mail.frontUrl, rows)
  const updatedAt = items[0]?.publishedAt ?? channel.created_at
  const url = linkTo(mail.frontUrl, { page: 'channel', token: channel.handle })
  const { name, description, created_at } = channel
  const id = lastingId('channel', `${channel.handle} ${created_at}`)
  return { id, title: name, description, url, author: { name, url }, updatedAt, items }
}
