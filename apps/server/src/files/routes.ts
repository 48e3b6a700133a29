import type { File, Uploader } from '@larder/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendJson } from '../rpc/send-json.ts'
import { takeForm } from './form-upload.ts'
import { takeRawUpload } from './raw-upload.ts'
import { TUS_VERSION, tusAbilities } from './tus/abilities.ts'
import { answerTus } from './tus/answer-tus.ts'
import type { AnswerUpload, UploadOptions } from './upload-scope.ts'
import { takeUploads } from './upload-scope.ts'

type TakeUpload = (
  ctx: Uploader,
  request: FastifyRequest,
  reply: FastifyReply,
  signal: AbortSignal,
) => Promise<File>

/** Uploads: a raw body, a form, or over several requests by the protocol tus 1.0.0. */
export async function uploadRoutes(scope: FastifyInstance, options: UploadOptions): Promise<void> {
  const route = takeUploads(scope, options)
  scope.route({ method: 'PUT', url: '/', ...route(answering(takeRawUpload)) })
  scope.route({ method: 'POST', url: '/', ...route(answering(takeForm)) })
  const uploads = '/uploads'
  const abilities = tusAbilities(options.services.limits)
  scope.options(uploads, { onRequest: sayVersion }, (_request, reply) =>
    reply.code(204).headers(abilities).send(),
  )
  const tus = { onRequest: sayVersion, ...route(answerTus) }
  scope.route({ method: 'POST', url: uploads, ...tus })
  scope.route({ method: ['HEAD', 'PATCH', 'DELETE'], url: `${uploads}/:id`, ...tus })
}

/** Every answer of the protocol says its version, refusals too. */
function sayVersion(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.header('tus-resumable', TUS_VERSION)
  done()
}

function answering(take: TakeUpload): AnswerUpload {
  return async (ctx, request, reply, signal) => {
    const file = await take(ctx, request, reply, signal)
    return sendJson(reply.header('location', `/files/${file.id}`), 201, file)
  }
}
