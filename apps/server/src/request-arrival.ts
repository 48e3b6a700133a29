import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isStillSending } from './rpc/still-sending.ts'

/** The body of a request has so long to arrive, unless its route watches it otherwise. */
const ARRIVES_WITHIN_MS = 60_000

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes what may come for hours, and ends what falls silent by itself. */
    takesItsTime?: boolean
  }
}

/** Closes connections whose requests do not arrive in time, so that slow senders do not fill the server. */
export function requireArrival(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request
    if (isStillSending(raw) && !request.routeOptions.config.takesItsTime) {
      const timer = setTimeout(() => giveUp(server, request), ARRIVES_WITHIN_MS)
      raw.once('close', () => clearTimeout(timer))
    }
    done()
  })
}

/** Answers as Node's own watch does, which knows one time for all routes. */
function giveUp({ server }: FastifyInstance, { raw }: FastifyRequest): void {
  const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
  server.emit('clientError', late, raw.socket)
}
