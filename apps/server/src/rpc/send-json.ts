import type { FastifyReply } from 'fastify'

/** Sends JSON with the content type that tRPC uses: Fastify would append a charset to it. */
export function sendJson(reply: FastifyReply, status: number, body: object): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/json')
    .serializer(asItIs)
    .send(JSON.stringify(body))
}

function asItIs(text: string): string {
  return text
}
