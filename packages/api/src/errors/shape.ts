import { isUnavailable } from '@larder/db'
import type { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { TRPC_ERROR_CODE_NUMBER } from '@trpc/server/rpc'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { ZodError } from 'zod'
import type { ErrorDetails, Reason } from './map.ts'
import { DomainError, errorMap } from './map.ts'

/** What an error looks like on the wire. `reason` and `details` are for programs. */
export interface ErrorShape {
  code: TRPC_ERROR_CODE_NUMBER
  message: string
  data: {
    code: string
    httpStatus: number
    path?: string
    reason: Reason
    details: unknown
  }
}

type Issue = ErrorDetails['INVALID_INPUT']['issues'][number]

const RETRY_AFTER_SECONDS = 2
const MOST_ISSUES = 50
const LONGEST_PATH = 200

/** The wire form of an error. */
export function formatError(
  error: TRPCError,
  path: string | undefined,
  requestId: string,
): ErrorShape {
  const domain = toDomainError(error, path, requestId)
  return {
    code: TRPC_ERROR_CODES_BY_KEY[domain.code],
    message: domain.message,
    data: {
      code: domain.code,
      httpStatus: errorMap[domain.reason].httpStatus ?? getHTTPStatusCodeFromError(domain),
      ...(path === undefined ? {} : { path }),
      reason: domain.reason,
      details: domain.details,
    },
  }
}

/**
 * Finds the reason behind whatever was thrown. What was not foreseen becomes INTERNAL: its message
 * stays in the log, as the cause.
 */
export function toDomainError(
  error: TRPCError,
  path: string | undefined,
  requestId: string,
): DomainError {
  if (error instanceof DomainError) return error
  const { cause } = error
  if (isUnavailable(cause)) {
    return new DomainError('UNAVAILABLE', { retryAfterSeconds: RETRY_AFTER_SECONDS }, cause)
  }
  switch (error.code) {
    case 'NOT_FOUND':
      return new DomainError('UNKNOWN_PROCEDURE', { path: path ?? '' })
    case 'PARSE_ERROR':
      return new DomainError('INVALID_JSON', {})
    case 'METHOD_NOT_SUPPORTED':
      return new DomainError('WRONG_METHOD', {})
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new DomainError('UNSUPPORTED_MEDIA_TYPE', {})
    case 'BAD_REQUEST': {
      const issues = issuesOf(error)
      if (issues) return new DomainError('INVALID_INPUT', { issues })
      return new DomainError('INTERNAL', { requestId }, cause)
    }
    default:
      return new DomainError('INTERNAL', { requestId }, cause ?? error)
  }
}

/** What is wrong with an input; undefined when it was not the input that was wrong. */
function issuesOf({ cause, message }: TRPCError): Issue[] | undefined {
  if (cause instanceof ZodError) return shortened(cause.issues.flatMap(issuesIn))
  // tRPC speaks for itself, or repeats what a schema threw by accident: that is not for callers.
  return message === cause?.message ? undefined : [{ path: '', message }]
}

function issuesIn(issue: ZodError['issues'][number]): Issue[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ path: shownPath(issue.path), message: issue.message }]
  }
  const message = 'is not a field of this input; check its spelling'
  return issue.keys.map((key) => ({ path: shownPath([...issue.path, key]), message }))
}

function shortened(issues: Issue[]): Issue[] {
  const more = issues.length - MOST_ISSUES
  if (more <= 0) return issues
  return [...issues.slice(0, MOST_ISSUES), { path: '', message: `and ${more} more` }]
}

// A caller may name a field as they like, at any length.
function shownPath(path: PropertyKey[]): string {
  const whole = path.join('.')
  return whole.length <= LONGEST_PATH ? whole : `${whole.slice(0, LONGEST_PATH)}...`
}
