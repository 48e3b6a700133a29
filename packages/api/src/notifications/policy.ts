import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import type { GuardedVideo, VideoTables } from '../videos/policy.ts'
import { findable, isVideoOwner, mayFind } from '../videos/policy.ts'

type Onlooker = { actor: Actor; now: Date }

/**
 * Whether somebody is told of what happens to a video, and shown it later: who finds it, and its owner,
 * who is told of one that failed too.
 */
export function mayBeTold(video: GuardedVideo, { actor, now }: Onlooker): boolean {
  return isVideoOwner(video, actor) || mayFind(video, { actor, now })
}

/** `mayBeTold`, as a condition of a query. */
export function tellable(
  onlooker: Onlooker,
): (
  eb: ExpressionBuilder<VideoTables, 'video' | 'channel' | 'owner'>,
) => ExpressionWrapper<VideoTables, 'video' | 'channel' | 'owner', SqlBool> {
  return (eb) =>
    eb.or([eb('channel.account_id', '=', onlooker.actor.accountId), findable(onlooker)(eb)])
}

/** What is answered for a notification that is not there, is somebody else's, or shows nothing any more. */
export function missingNotification(id: number): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'notification', id })
}
