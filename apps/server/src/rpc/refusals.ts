import type { RequestContext, Services } from '@larder/api'
import { RefusalLog } from '@larder/api'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'

declare module 'fastify' {
  interface FastifyInstance {
    /** Where failed log-ins and refused permissions are noted. */
    refusals: RefusalLog
  }
  interface FastifyRequest {
    /** Who calls and from where, once a procedure is being called. */
    caller: RequestContext | null
  }
}

/** Makes the place where refusals are noted. What waits there is recorded before the server is closed. */
export function keepRefusals(server: FastifyInstance, services: Services, log: Logger): void {
  const refusals = new RefusalLog(services, (lost, err) => {
    log.warn({ lost, err }, 'refusals could not be recorded')
  })
  server.decorate('refusals', refusals)
  server.decorateRequest('caller', null)
  server.addHook('onClose', () => refusals.stop())
}
