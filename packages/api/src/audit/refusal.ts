import { accountStream, LogInFailed } from '../accounts/events.ts'
import type { RequestContext, RequestInfo } from '../context.ts'
import type { DomainError } from '../errors/map.ts'
import type { DomainEvent } from '../event-log/define.ts'
import type { Author } from '../event-log/record.ts'
import type { Stream } from '../event-log/stream.ts'
import { AccessRefused, refusingReasons } from './events.ts'

/** A refused call, as the audit keeps it. */
export interface Refusal {
  /** Where it is recorded; null: where nobody but administrators looks. */
  stream: Stream | null
  event: DomainEvent
  author: Author
  request: Pick<RequestInfo, 'id' | 'address'>
  at: Date
}

const nobody: Author = { accountId: null, token: null }

/** What the audit keeps of a call that failed; undefined when nothing was refused. */
export function refusalOf(
  { credential, request, clock }: Pick<RequestContext, 'credential' | 'request' | 'clock'>,
  error: DomainError,
  procedure: string,
): Refusal | undefined {
  const { isForeign = false, accountId = null } = error.withheld
  const circumstances = { request: { id: request.id, address: request.address }, at: clock.now() }
  if (error.reason === 'LOGIN_FAILED') {
    const author = { accountId, token: null }
    return { stream: streamOf(author), event: LogInFailed({}), author, ...circumstances }
  }
  const reason = refusingReasons.find((refusing) => refusing === error.reason)
  if (reason === undefined) return undefined
  const author =
    credential.kind === 'accepted'
      ? credential.actor
      : (credential.kind === 'refused' && credential.holder) || nobody
  const problem = credential.kind === 'refused' ? credential.problem : null
  return {
    // Its owner sees the account's stream: there, foreign things would differ from missing ones.
    stream: reason === 'NOT_FOUND' ? null : streamOf(author),
    event: AccessRefused({ procedure, reason, problem, isForeign }),
    author,
    ...circumstances,
  }
}

function streamOf({ accountId }: Author): Stream | null {
  return accountId === null ? null : accountStream(accountId)
}
