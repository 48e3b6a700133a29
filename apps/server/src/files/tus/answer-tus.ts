import type { IncomingHttpHeaders } from 'node:http'
import type { Uploader } from '@larder/api'
import { DomainError, discardUpload, expiryOf } from '@larder/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendJson } from '../../rpc/send-json.ts'
import { TUS_VERSION } from './abilities.ts'
import type { Carried } from './carried.ts'
import { carried } from './carried.ts'
import { explainRefusal } from './refusals.ts'

/** Headers of the protocol that are passed on; CORS is the server's business. */
const passedOn = /^(tus-|upload-|location$|cache-control$)/

/** Answers one request of the tus protocol. Throws why it is refused. */
export async function answerTus(
  ctx: Uploader,
  request: FastifyRequest,
  reply: FastifyReply,
  signal: AbortSignal,
): Promise<FastifyReply> {
  if (request.headers['tus-resumable'] !== TUS_VERSION) {
    reply.header('tus-version', TUS_VERSION)
    throw new DomainError('TUS_VERSION_UNSUPPORTED', {})
  }
  const now: Carried = { ctx, request: request.raw, signal }
  const response = await respond(now, request)
  const { status } = response
  if (status >= 400) {
    // Nobody learnt where it is, so nobody can go on with it.
    if (now.begun && !now.file) await discardUpload(ctx, now.begun.id)
    throw explainRefusal(now, status, await response.text())
  }
  for (const [name, value] of response.headers) if (passedOn.test(name)) reply.header(name, value)
  const { file, begun, held } = now
  if (file) {
    reply.header('larder-file', file.id)
    if (request.method !== 'HEAD') return sendJson(reply, status, file)
  } else if (begun ?? held) {
    const expiry = new Date(expiryOf({ resumable: true }, ctx.clock.now()))
    reply.header('upload-expires', expiry.toUTCString())
  }
  return reply.code(status).send()
}

/** The protocol sees everything of a request but its body, which the store takes by itself. */
async function respond(now: Carried, { url, method, headers }: FastifyRequest): Promise<Response> {
  const { protocol } = await import('./protocol.ts')
  const web = new Request(new URL(url, 'http://localhost'), { method, headers: flat(headers) })
  return carried.run(now, () => protocol.handleWeb(web as Parameters<typeof protocol.handleWeb>[0]))
}

function flat(headers: IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value].flat().join(', ')]],
  )
}
