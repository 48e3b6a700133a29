import type { FastifyReply } from 'fastify'
import { headersOf } from '../fixed-headers.ts'
import { endAfterSending, isStillSending } from './still-sending.ts'

/** Sends JSON with the content type that tRPC uses: Fastify would append a charset to it. */
export function sendJson(reply: FastifyReply, status: number, body: object): FastifyReply {
  const text = JSON.stringify(body)
  const own = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  // Fastify would look for hooks and serializers once more, though nothing here has any.
  const { raw } = reply.hijack()
  raw.writeHead(status, headersOf(reply, own))
  if (isStillSending(reply.request.raw)) endAfterSending(reply, text)
  else raw.end(text)
  return reply
}
