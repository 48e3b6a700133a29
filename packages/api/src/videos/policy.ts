import type { Tables } from '@larder/db'
import type { Expression, ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import type { Privacy } from './schema.ts'

// Who sees a video. Every surface asks here: pages, lists, search, thumbnails, captions, streams, feeds,
// comments, notifications, related videos and playlists.

/** What decides it. */
export interface GuardedVideo {
  id: number
  owner_id: number
  privacy: Privacy
  organisation_id: number | null
  state: 'draft' | 'processing' | 'ready' | 'failed'
  published_at: string | null
  deleted_at: string | null
  channel_deleted_at: string | null
  owner_disabled_at: string | null
  owner_leaves_at: string | null
}

export interface Onlooker {
  actor: Actor | null
  now: Date
  /** Whether they hold a link to this video, or gave its password. */
  hasGrant: boolean
}

/** Whether somebody may watch a video, and see everything that belongs to it. */
export function mayWatch(video: GuardedVideo, { actor, now, hasGrant }: Onlooker): boolean {
  if (isVideoOwner(video, actor)) return true
  if (!isOut(video, now)) return false
  if (hasGrant || video.privacy === 'public' || video.privacy === 'unlisted') return true
  return isMember(video, actor)
}

/** Whether somebody finds a video that nobody pointed them to: in lists, search, feeds and notifications. */
export function mayFind(video: GuardedVideo, { actor, now }: Omit<Onlooker, 'hasGrant'>): boolean {
  if (!isOut(video, now)) return false
  return video.privacy === 'public' || isVideoOwner(video, actor) || isMember(video, actor)
}

/** Only its owner changes a video. */
export function isVideoOwner({ owner_id }: GuardedVideo, actor: Actor | null): boolean {
  return actor !== null && actor.accountId === owner_id
}

/** Whether the password of a video is the way in for those who may not watch it otherwise. */
export function asksForPassword(video: GuardedVideo, now: Date): boolean {
  return video.privacy === 'password' && isOut(video, now)
}

/** What is answered for a video that is not there, and for one that is not for the caller. */
export function missingVideo(publicId: string): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'video', id: publicId })
}

/** Ready, published, in no bin, and of an account that is in use. */
function isOut(video: GuardedVideo, now: Date): boolean {
  return (
    video.state === 'ready' &&
    video.published_at !== null &&
    video.published_at <= now.toISOString() &&
    video.deleted_at === null &&
    video.channel_deleted_at === null &&
    video.owner_disabled_at === null &&
    video.owner_leaves_at === null
  )
}

function isMember({ privacy, organisation_id }: GuardedVideo, actor: Actor | null): boolean {
  if (privacy !== 'members' || actor === null) return false
  return actor.memberships.some((each) => each.organisationId === organisation_id)
}

/** The tables of a query about videos. */
export type VideoTables = Tables & {
  video: Tables['videos']
  channel: Tables['channels']
  owner: Tables['accounts']
}

type Findable = (
  eb: ExpressionBuilder<VideoTables, 'video' | 'channel' | 'owner'>,
) => ExpressionWrapper<VideoTables, 'video' | 'channel' | 'owner', SqlBool>

/** `mayFind`, as a condition of a query: a test holds the two against each other. */
export function findable({ actor, now }: Omit<Onlooker, 'hasGrant'>): Findable {
  return findableBy({ accountId: sql.val(idOf(actor)), now: sql.val(now.toISOString()) })
}

/** The same for a query that is kept, and asked for somebody else another time: see `idOf`. */
export function findableBy(onlooker: {
  accountId: Expression<number>
  now: Expression<string>
}): Findable {
  const { accountId, now } = onlooker
  return (eb) =>
    eb.and([
      eb('video.state', '=', 'ready'),
      // Written so that SQLite takes it for no way to the rows: those to come are the fewest, and whoever
      // goes along the times says from where.
      eb(sql<string>`+video.published_at`, '<=', now),
      eb('video.deleted_at', 'is', null),
      eb('channel.deleted_at', 'is', null),
      eb('owner.disabled_at', 'is', null),
      eb('owner.leaves_at', 'is', null),
      eb.or([
        eb('video.privacy', '=', 'public'),
        eb('channel.account_id', '=', accountId),
        eb(
          'video.organisation_id',
          'in',
          eb
            .selectFrom('organisation_members')
            .select('organisation_id')
            .where('account_id', '=', accountId),
        ),
      ]),
    ])
}

/** Whom a query asks for: 0, which no account has, for nobody known. */
export function idOf(actor: Actor | null): number {
  return actor?.accountId ?? 0
}
