import type { Services } from '@larder/api'
import { DomainError } from '@larder/api'
import type { FastifyInstance } from 'fastify'
import { clientAddress } from '../client-address.ts'
import type { RateLimiter } from '../rate-limit/limiter.ts'
import { BodyReader } from './body-reader.ts'
import { callCount, LARGEST_BATCH } from './call-count.ts'
import { answerDirectly, directProcedure } from './direct-call.ts'
import { answerWithStockAdapter } from './stock-adapter.ts'

export interface RpcOptions {
  services: Services
  limitRate: RateLimiter | undefined
  /** Bytes of the largest body. */
  bodyLimit: number
  /** False: every call takes tRPC's own adapter. For comparing the two. */
  directCalls: boolean
}

/** Every procedure at `/:path`, over GET and POST. */
export async function rpcRoutes(scope: FastifyInstance, options: RpcOptions): Promise<void> {
  const { services, limitRate, bodyLimit, directCalls } = options
  const bodies = new BodyReader(services, bodyLimit)
  // Only JSON, as the text that it is: form and text bodies are what a foreign page could send
  // without asking (ASVS 3.5.2), and tRPC would hold uploads in memory.
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('application/json', (request, body, done) =>
    bodies.read(request, body, done),
  )
  // Before the body is read: what is refused costs nothing.
  scope.addHook<{ Params: { path: string } }>('onRequest', (request, reply, done) => {
    bodies.expect(request, reply)
    const calls = callCount(request.url, request.params.path)
    const refusal = limitRate?.(clientAddress(request), calls)
    if (refusal) return done(refusal)
    if (calls <= LARGEST_BATCH) return done()
    done(new DomainError('BATCH_TOO_LARGE', { calls, limit: LARGEST_BATCH }))
  })
  scope.route<{ Params: { path: string } }>({
    method: ['GET', 'POST'],
    url: '/:path',
    exposeHeadRoute: false,
    handler: (request, reply) => {
      const { path } = request.params
      const direct = directCalls && directProcedure(request, path)
      return direct
        ? answerDirectly(services, request, reply, path, direct)
        : answerWithStockAdapter(services, request, reply, path)
    },
  })
}
