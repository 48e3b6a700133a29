import type { AppRouter } from '@larder/api/public'
import type { Operation, OperationLink, TRPCClientError } from '@trpc/client'
import type { AnswerFacts } from '../larder-error.ts'
import { LarderError } from '../larder-error.ts'
import type { Answer } from './exchange.ts'

/**
 * Has one of tRPC's links perform an operation. The client that tRPC wraps around its links would
 * weigh two more kilobytes, most of it for subscriptions.
 */
export function operate(link: OperationLink<AppRouter>, op: Operation): Promise<unknown> {
  return new Promise((resolve, reject) => {
    link({ op, next: noOtherLink }).subscribe({
      next: ({ result }) => resolve('data' in result ? result.data : undefined),
      error: (error) => reject(failureFrom(error)),
    })
  })
}

function noOtherLink(): never {
  throw new Error('The link that sends is the last one.')
}

/** What a server says went wrong. */
export type WireFailure = Pick<TRPCClientError<AppRouter>, 'message'> & {
  data: NonNullable<TRPCClientError<AppRouter>['data']>
}

/** Our error for what a server said. */
export function errorFrom({ message, data }: WireFailure, facts: AnswerFacts): Error {
  return new LarderError(data.reason, data.details as never, message, {
    facts: { ...facts, status: data.httpStatus },
  })
}

/** Our error in place of tRPC's, or what was thrown beneath it. */
function failureFrom(error: TRPCClientError<AppRouter>): unknown {
  const { data, meta, cause, message } = error
  if (!data) return cause ?? error
  const answer = meta?.['response'] as Answer | undefined
  const nothing = { status: null, requestId: null, retryAfterSeconds: null }
  return errorFrom({ message, data }, answer?.facts ?? nothing)
}
