import type { Reader, Tables } from '@larder/db'
import { byIndex, inThisOrder } from '@larder/db'
import type { Kysely } from 'kysely'
import type { Actor } from '../access/credential.ts'
import { findActor, getAccount } from '../accounts/queries.ts'
import type { Services } from '../context.ts'
import { DomainError } from '../errors/map.ts'
import { linkTo } from '../mail/link-to.ts'
import { FEED_TOKEN_PATTERN, hashFeedToken } from '../notifications/feeds/token.ts'
import type { Language } from '../text/language.ts'
import { languageOr } from '../text/language.ts'
import { findable, mayFind } from '../videos/policy.ts'
import type { VideoRow } from '../videos/queries.ts'
import { videosById } from '../videos/queries.ts'
import { OF_CHANNEL } from '../videos/video-list.ts'
import type { Feed } from './feed.ts'
import { feedItems, lastingId, MOST_ITEMS } from './feed-items.ts'

const titles: Record<Language, string> = { en: 'What you follow', fr: 'Ce que vous suivez' }

/**
 * What somebody follows and finds at this moment, the newest first, for whoever has the token. Throws
 * NOT_FOUND, which tells neither the token nor whether there was one.
 */
export async function followedFeed(
  { database: { reader: db }, clock, mail }: Services,
  token: string,
): Promise<Feed> {
  const found = await findFeed(db, token)
  const actor = found && (await findActor(db, found.account_id))
  if (!found || actor?.standing !== 'active') throw missingFeed()
  const { accountId } = actor
  const rows = await newestFollowed(db, actor, clock.now())
  const items = await feedItems(db, mail.frontUrl, rows)
  const { language } = await getAccount(db, accountId)
  return {
    id: lastingId('feed', `${found.id} ${found.created_at}`),
    title: titles[languageOr('en', language)],
    description: '',
    url: linkTo(mail.frontUrl, { page: 'channels', token: 'followed' }),
    author: undefined,
    updatedAt: items[0]?.publishedAt ?? found.created_at,
    items,
  }
}

/**
 * From what is followed to its videos: along the videos, each of them on the server would be looked at.
 * Only ids are sorted, because texts are long.
 */
async function newestFollowed(reader: Reader, actor: Actor, now: Date): Promise<VideoRow[]> {
  const db = reader as Kysely<Tables>
  const newest = await inThisOrder(
    db,
    db
      .selectFrom('follows as follow')
      .crossJoin('channels as channel')
      .crossJoin('accounts as owner')
      .crossJoin(byIndex(db, 'videos', { as: 'video', index: OF_CHANNEL }))
      .select('video.id')
      .where('follow.account_id', '=', actor.accountId)
      .whereRef('channel.id', '=', 'follow.channel_id')
      .whereRef('owner.id', '=', 'channel.account_id')
      .whereRef('video.channel_id', '=', 'channel.id')
      .where('video.purged_at', 'is', null)
      .where('channel.purged_at', 'is', null)
      .where(findable({ actor, now }))
      .orderBy('video.published_at', 'desc')
      .orderBy('video.id', 'desc')
      .limit(MOST_ITEMS),
  ).execute()
  const rows = await videosById(
    db,
    newest.map(({ id }) => id),
  )
  // One may have been hidden between the two.
  return rows.filter((video) => mayFind(video, { actor, now }))
}

async function findFeed(db: Reader, token: string) {
  if (!FEED_TOKEN_PATTERN.test(token)) return undefined
  return db
    .selectFrom('followed_feeds')
    .select(['id', 'account_id', 'created_at'])
    .where('token_hash', '=', hashFeedToken(token))
    .executeTakeFirst()
}

/** What is answered at an address of no feed. It is a secret, so it is not repeated. */
export function missingFeed(): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'feed', id: 'at this address' })
}
