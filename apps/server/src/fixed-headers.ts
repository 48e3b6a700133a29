import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyReply } from 'fastify'

// What @fastify/helmet would send for answers that are JSON and never a page. It computes its
// headers anew for every request, which costs more than reading a row.
const fixedHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/**
 * The headers of an answer: what every answer has, what its route says instead, and then its own. For
 * what writes its head itself; Fastify takes far longer to gather the same one after the other.
 */
export function headersOf(reply: FastifyReply, own?: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const said = reply.getHeaders() as OutgoingHttpHeaders
  return { ...fixedHeaders, 'x-request-id': reply.request.id, ...said, ...own }
}

/** Puts the headers that every answer has on those that Fastify sends. */
export function addFixedHeaders(server: FastifyInstance): void {
  server.addHook('onSend', ({ id }, reply, _payload, done) => {
    for (const [name, value] of Object.entries({ ...fixedHeaders, 'x-request-id': id })) {
      if (!reply.hasHeader(name)) reply.header(name, value)
    }
    done()
  })
}
