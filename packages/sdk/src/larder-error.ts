import type { ErrorDetails, Reason } from './errors.ts'

/** What is known about the answer that carried an error; null where there was none. */
export interface AnswerFacts {
  /** The HTTP status. */
  status: number | null
  /** Under this id the server's log tells more. */
  requestId: string | null
  /** How long the server asks to wait before trying again. */
  retryAfterSeconds: number | null
}

const NO_ANSWER: AnswerFacts = { status: null, requestId: null, retryAfterSeconds: null }

/** An error of one reason. `message` is for people. */
export class LarderError<R extends Reason> extends Error implements AnswerFacts {
  override readonly name = 'LarderError'
  readonly reason: R
  readonly details: ErrorDetails[R]
  readonly status: number | null
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null

  constructor(
    reason: R,
    details: ErrorDetails[R],
    message: string,
    { facts = NO_ANSWER, cause }: { facts?: AnswerFacts; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.reason = reason
    this.details = details
    this.status = facts.status
    this.requestId = facts.requestId
    this.retryAfterSeconds = facts.retryAfterSeconds
  }
}
