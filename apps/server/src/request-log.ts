import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { clientAddress } from './client-address.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking, once that is known. */
    accountId: number | null
  }
}

/**
 * Logs one line a finished request, where that is wanted at all. Of what the caller sent it holds
 * the method, the procedures and the request id: no headers, bodies or query strings.
 *
 * Fastify's own logging stays off: it makes a logger for each request and writes whole URLs.
 */
export function logRequests(server: FastifyInstance, log: Logger): void {
  server.decorateRequest('accountId', null)
  if (!log.isLevelEnabled('info')) return
  server.addHook('onResponse', (request, reply, done) => {
    log.info(describeRequest(request, reply), 'request finished')
    done()
  })
}

function describeRequest(request: FastifyRequest, reply: FastifyReply): object {
  const { path: procedure } = (request.params ?? {}) as { path?: string }
  return {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url,
    procedure: procedure?.slice(0, 500),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 100) / 100,
    accountId: request.accountId ?? undefined,
    address: clientAddress(request),
  }
}
