import type { ServerResponse } from 'node:http'
import type { RequestContext, ServedBytes, Services } from '@larder/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clientAddress } from '../client-address.ts'
import type { RateLimiter } from '../rate-limit/limiter.ts'
import { contextOf } from '../rpc/context.ts'
import { answerFailure } from '../rpc/failure.ts'
import type { BytesSource } from './answer-bytes.ts'
import { answerBytes } from './answer-bytes.ts'
import type { Sendfile } from './sendfile.ts'

export interface ServingOptions {
  services: Services
  limitRate: RateLimiter | undefined
  /** How the web server in front sends files, if it does. */
  sendfile: Sendfile | undefined
}

/** Looks up what somebody may have: the bytes, and the key of those in the store, or where else they are. */
export type FindBytes = (
  ctx: RequestContext,
  request: FastifyRequest,
) => Promise<ServedBytes & ({ key: string } | Pick<BytesSource, 'open'>)>

/**
 * Makes a part of the server one that hands out bytes. What is handed out counts as no call: a film is
 * thousands of ranges, a page is dozens of thumbnails. What is refused counts, so that nobody tries one
 * id after the other.
 */
export function serveBytes(
  scope: FastifyInstance,
  { services, limitRate, sendfile }: ServingOptions,
): (url: string, procedure: string, find: FindBytes) => void {
  scope.addHook('onRequest', (request, _reply, done) => {
    done(limitRate?.(clientAddress(request), 0))
  })
  return (url, procedure, find) => {
    scope.route({ method: ['GET', 'HEAD'], url, handler: serve })

    async function serve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
      await turnOf(reply.raw)
      if (reply.raw.closed) return reply.hijack()
      try {
        const bytes = await find(await contextOf(services, request), request)
        return await answerBytes(request, reply, bytes, { procedure, ...sourceOf(bytes) })
      } catch (error) {
        limitRate?.(clientAddress(request), 1)
        return answerFailure(request, reply, error, procedure)
      }
    }
  }

  function sourceOf(found: Awaited<ReturnType<FindBytes>>): Omit<BytesSource, 'procedure'> {
    if ('open' in found) return { open: found.open }
    const { key } = found
    return {
      open: (range) => services.storage.blobs.open(key, range),
      proxied: sendfile && { sendfile, key },
    }
  }
}

/**
 * Of requests that came in one go each is answered when those before it are: nothing is looked up or read
 * before that. Else who sends thousands of them and takes nothing would hold memory for each.
 */
function turnOf(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (raw.socket !== null || raw.closed) return resolve()
    raw.once('socket', () => resolve())
    raw.once('close', () => resolve())
  })
}
