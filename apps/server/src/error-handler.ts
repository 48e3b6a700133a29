import { DomainError } from '@larder/api'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { answerFailure } from './rpc/failure.ts'

/** Answers what went wrong outside of a procedure in the same form as what goes wrong inside. */
export function handleError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return answerFailure(request, reply, domainErrorFor(error, request) ?? error)
}

/** Answers what no route is there for. */
export function handleNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = ''] = request.url.split(/[?#]/)
  if (path.startsWith('/trpc/') && request.method !== 'GET' && request.method !== 'POST') {
    reply.header('allow', 'GET, POST')
    throw new DomainError('WRONG_METHOD', {})
  }
  throw new DomainError('UNKNOWN_PROCEDURE', { path: path.slice(0, 500) })
}

/** What Fastify refused, in the words of the published map. */
function domainErrorFor(error: FastifyError, request: FastifyRequest): DomainError | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new DomainError('UNSUPPORTED_MEDIA_TYPE', {})
    case 'FST_ERR_BAD_URL':
      return new DomainError('UNKNOWN_PROCEDURE', { path: request.url.slice(0, 500) })
  }
  // Such as a body that ends too early.
  const isRefusal = error.statusCode !== undefined && error.statusCode < 500
  if (!isRefusal) return undefined
  const { message } = error
  return new DomainError('INVALID_INPUT', { issues: [{ path: '', message }] })
}
