import type { Services } from '@larder/api'
import { EXPORT, openExport } from '@larder/api'
import type { FastifyInstance } from 'fastify'
import { clientAddress } from './client-address.ts'
import type { RateLimiter } from './rate-limit/limiter.ts'
import { contextOf } from './rpc/context.ts'
import { answerFailure } from './rpc/failure.ts'
import { breakOffWhenStalled } from './serving/stalled.ts'

export interface ExportOptions {
  services: Services
  limitRate: RateLimiter | undefined
}

/** Everything of an account as one ZIP. It counts as one call; refusals look like those of procedures. */
export async function exportRoute(
  scope: FastifyInstance,
  { services, limitRate }: ExportOptions,
): Promise<void> {
  scope.addHook('onRequest', (request, _reply, done) => {
    done(limitRate?.(clientAddress(request), 1))
  })
  scope.route({
    method: ['GET', 'POST'],
    url: '/',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      try {
        const { fileName, zip } = await openExport(await contextOf(services, request))
        reply.header('content-type', 'application/zip')
        reply.header('content-disposition', `attachment; filename="${fileName}"`)
        zip.once('error', (err) => {
          const line = { requestId: request.id, procedure: EXPORT, err }
          request.server.failureLog.warn(line, 'an export broke off')
        })
        breakOffWhenStalled(reply.raw)
        return reply.send(zip)
      } catch (error) {
        return answerFailure(request, reply, error, EXPORT)
      }
    },
  })
}
