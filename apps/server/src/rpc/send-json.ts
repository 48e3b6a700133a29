import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'
import { answerWhileSending, isStillSending } from './still-sending.ts'

/** Sends JSON with the content type that tRPC uses: Fastify would append a charset to it. */
export function sendJson(reply: FastifyReply, status: number, body: object): FastifyReply {
  const text = JSON.stringify(body)
  reply.code(status).header('content-type', 'application/json')
  if (isStillSending(reply.request.raw)) return answerWhileSending(reply, text)
  // Fastify would look for hooks and serializers once more, though nothing here has any.
  const { raw } = reply.header('content-length', Buffer.byteLength(text)).hijack()
  raw.writeHead(status, reply.getHeaders() as OutgoingHttpHeaders).end(text)
  return reply
}
