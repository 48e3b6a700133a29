import { isUnavailable } from '@larder/db'
import type { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { ZodError } from 'zod'
import type { Reason } from './map.ts'
import { DomainError } from './map.ts'

/** What an error looks like on the wire. `reason` and `details` are for programs. */
export interface ErrorShape {
  code: number
  message: string
  data: {
    code: string
    httpStatus: number
    path?: string
    reason: Reason
    details: unknown
  }
}

const RETRY_AFTER_SECONDS = 2

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
      httpStatus: getHTTPStatusCodeFromError(domain),
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
    case 'BAD_REQUEST':
      return new DomainError('INVALID_INPUT', { issues: issuesOf(error) })
    default:
      return new DomainError('INTERNAL', { requestId }, cause ?? error)
  }
}

function issuesOf({ cause, message }: TRPCError): { path: string; message: string }[] {
  if (!(cause instanceof ZodError)) return [{ path: '', message }]
  return cause.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: issue.path.join('.'), message: issue.message }]
    }
    const unknown = 'is not a field of this input; check its spelling'
    return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: unknown }))
  })
}
