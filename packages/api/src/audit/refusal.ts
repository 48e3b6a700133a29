import { accountStream, LogInBlocked, LogInFailed } from '../accounts/events.ts'
import type { RequestContext, RequestInfo } from '../context.ts'
import type { DomainError, Reason } from '../errors/map.ts'
import type { DomainEvent } from '../event-log/define.ts'
import type { Author } from '../event-log/record.ts'
import { nobody } from '../event-log/record.ts'
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

/** Where nobody was let in: also where the password was right, and the account is not to be used. */
const failedLogIns: Partial<Record<Reason, DomainEvent>> = {
  LOGIN_FAILED: LogInFailed({}),
  LOGIN_BLOCKED: LogInBlocked({}),
  TWO_FACTOR_WRONG: LogInFailed({}),
  ACCOUNT_DISABLED: LogInFailed({}),
  ACCOUNT_LEAVING: LogInFailed({}),
}

/** Of a log-in at a provider: linking may fail for the same reasons, and nobody was to be let in. */
const failedProofs: readonly Reason[] = ['IDENTITY_UNKNOWN', 'IDENTITY_NOT_PROVEN']

/** What the audit keeps of a call that failed; undefined when nothing was refused. */
export function refusalOf(
  { credential, request, clock }: Pick<RequestContext, 'credential' | 'request' | 'clock'>,
  error: DomainError,
  procedure: string,
): Refusal | undefined {
  const { isForeign = false, accountId = null } = error.withheld
  const circumstances = { request: { id: request.id, address: request.address }, at: clock.now() }
  const failedLogIn = failedLogInOf(error.reason, procedure)
  if (failedLogIn) {
    const author = { accountId, token: null }
    return { stream: streamOf(author), event: failedLogIn, author, ...circumstances }
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

function failedLogInOf(reason: Reason, procedure: string): DomainEvent | undefined {
  const isProof = procedure === 'accounts.identities.logIn' && failedProofs.includes(reason)
  return isProof ? LogInFailed({}) : failedLogIns[reason]
}

function streamOf({ accountId }: Author): Stream | null {
  return accountId === null ? null : accountStream(accountId)
}
