import type { Services, Uploader } from '@larder/api'
import { admit, DomainError, UPLOADING } from '@larder/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clientAddress } from '../client-address.ts'
import type { RateLimiter } from '../rate-limit/limiter.ts'
import { contextOf } from '../rpc/context.ts'
import { answerFailure } from '../rpc/failure.ts'
import { watchBody } from './body-watch.ts'
import { RunningUploads } from './running-uploads.ts'

export interface UploadOptions {
  services: Services
  limitRate: RateLimiter | undefined
}

/** Answers an upload, until the signal ends it. Throws why it is refused. */
export type AnswerUpload = (
  ctx: Uploader,
  request: FastifyRequest,
  reply: FastifyReply,
  signal: AbortSignal,
) => Promise<FastifyReply>

/** What uploads are called where they are refused, as procedures would be. */
const UPLOAD = 'files.upload'

/**
 * Makes a part of the server one that takes bytes: as they come, whatever they are called and however
 * many they are, for as long as they come steadily. Each request counts as one call.
 */
export function takeUploads(
  scope: FastifyInstance,
  { services, limitRate }: UploadOptions,
): (answer: AnswerUpload) => {
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
} {
  const uploads = new RunningUploads()
  scope.addHook('preClose', async () => uploads.stop())
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _body, done) => done(null))
  scope.addHook('onRequest', (request, _reply, done) => {
    done(limitRate?.(clientAddress(request), 1))
  })
  return (answer) => ({
    async handler(request, reply) {
      const body = watchBody(request)
      try {
        const ctx = await uploader(services, request)
        return await uploads.run((stopping) =>
          answer(ctx, request, reply, AbortSignal.any([stopping, body.signal])),
        )
      } catch (error) {
        return answerFailure(request, reply, error, UPLOAD)
      } finally {
        body.stop()
      }
    },
  })
}

/** Who uploads. Throws SIGN_IN_REQUIRED, CREDENTIAL_REFUSED, SCOPE_MISSING, CONTENT_ENCODING_REFUSED. */
async function uploader(services: Services, request: FastifyRequest): Promise<Uploader> {
  const ctx = await contextOf(services, request)
  const { actor } = admit(ctx, UPLOADING)
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding.toLowerCase() === 'identity') return { ...ctx, actor }
  throw new DomainError('CONTENT_ENCODING_REFUSED', { encoding: encoding.slice(0, 100) })
}
