import type { DomainError, ErrorShape } from '@larder/api'
import { formatError, networkOf, toDomainError } from '@larder/api'
import { getTRPCErrorFromUnknown } from '@trpc/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'

import { sendJson } from './send-json.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Where failures are reported that are not the caller's doing. */
    failureLog: Logger
  }
}

/** Answers an error as the stock adapter would, to the byte. `path` is that of the procedure. */
export function answerFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  thrown: unknown,
  path?: string,
): FastifyReply {
  const error = toDomainError(getTRPCErrorFromUnknown(thrown), path, request.id)
  reportFailure(request, error, path)
  const shape = formatError(error, path, request.id)
  const retryAfter = retryAfterSeconds(shape)
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  return sendJson(reply, shape.data.httpStatus, { error: shape })
}

/** Every failed call comes by here: refusals go to the audit, what is not the caller's doing is logged. */
export function reportFailure(request: FastifyRequest, error: DomainError, path?: string): void {
  const { caller } = request
  if (caller && path !== undefined) {
    request.server.refusals.note(caller, error, path, networkOf(caller.request.address))
  }
  const log = request.server.failureLog
  const line = { requestId: request.id, procedure: path, err: error.cause ?? error }
  if (error.reason === 'UNAVAILABLE') log.warn(line, 'the database is unavailable')
  if (['STORAGE_UNAVAILABLE', 'STORAGE_FULL'].includes(error.reason)) {
    log.warn(line, 'the store of files is unavailable')
  }
  if (error.reason === 'INTERNAL') log.error(line, 'unexpected error')
}

/** When to come back, of the errors that pass. */
export function retryAfterSeconds({ data }: ErrorShape): number | undefined {
  return (data.details as { retryAfterSeconds?: number }).retryAfterSeconds
}
