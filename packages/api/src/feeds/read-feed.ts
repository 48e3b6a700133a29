import { hash } from 'node:crypto'
import type { Services } from '../context.ts'
import { atomOf } from './atom.ts'
import { channelFeed } from './channel-feed.ts'
import type { Feed } from './feed.ts'
import { followedFeed } from './followed-feed.ts'
import { jsonFeedOf } from './json-feed.ts'

/** What reading feeds is called where it is refused, as a procedure would be. */
export const CHANNEL_FEED = 'channels.feed'
export const FOLLOWED_FEED = 'notifications.feeds.read'

export type FeedFormat = 'atom' | 'json'

/** A feed as it is sent. */
export interface FeedDocument {
  body: string
  mediaType: string
  /** What tells it from any other, with its quotes. */
  etag: string
}

/** The feed of a channel, for everybody. Throws NOT_FOUND. */
export async function readChannelFeed(
  services: Services,
  { handle, format }: { handle: string; format: FeedFormat },
): Promise<FeedDocument> {
  return documentOf(await channelFeed(services, handle), format)
}

/** The feed of what somebody follows, for whoever has its token. Throws NOT_FOUND. */
export async function readFollowedFeed(
  services: Services,
  { token, format }: { token: string; format: FeedFormat },
): Promise<FeedDocument> {
  return documentOf(await followedFeed(services, token), format)
}

function documentOf(feed: Feed, format: FeedFormat): FeedDocument {
  const body = format === 'atom' ? atomOf(feed) : jsonFeedOf(feed)
  const type = format === 'atom' ? 'application/atom+xml' : 'application/feed+json'
  return { body, mediaType: `${type}; charset=utf-8`, etag: `"${hash('sha256', body)}"` }
}
