import type { Actor } from '../../access/credential.ts'
import { DomainError } from '../../errors/map.ts'
import type { GuardedVideo } from '../policy.ts'
import { isVideoOwner } from '../policy.ts'

/** Who wrote a comment takes it back, also when they may not watch the video any more. Its owner moderates. */
export function mayDelete(
  { account_id }: { account_id: number | null },
  video: GuardedVideo,
  actor: Actor,
): boolean {
  return account_id === actor.accountId || isVideoOwner(video, actor)
}

/** What is answered for a comment that is not there, and for one that is not for the caller. */
export function missingComment(id: number): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'comment', id })
}
