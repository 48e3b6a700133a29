import type { FastifyRequest } from 'fastify'

const LONGEST = 300

/** What the caller's program calls itself, as one line that can be shown anywhere. */
export function deviceOf(request: FastifyRequest): string {
  const text = request.headers['user-agent'] ?? ''
  // Nearly all are plain already, and looking is cheaper than replacing.
  const plain = /[^\x20-\x7e]/.test(text) ? text.replaceAll(/[^\x21-\x7e]+/g, ' ') : text
  return plain.slice(0, LONGEST).trim()
}
