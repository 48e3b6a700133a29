import type { FastifyReply } from 'fastify'
import { answerWhileSending, isStillSending } from './still-sending.ts'

/** Sends JSON with the content type that tRPC uses: Fastify would append a charset to it. */
export function sendJson(reply: FastifyReply, status: number, body: object): FastifyReply {
  const text = JSON.stringify(body)
  reply.code(status).header('content-type', 'application/json')
  return isStillSending(reply.request.raw)
    ? answerWhileSending(reply, text)
    : reply.serializer(asItIs).send(text)
}

function asItIs(text: string): string {
  return text
}
