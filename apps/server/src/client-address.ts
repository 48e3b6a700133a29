import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/**
 * The caller's address. Behind a trusted proxy a header says it, so what is no address is not
 * believed; of a connection that is gone nobody knows it any more.
 */
export function clientAddress(request: FastifyRequest): string {
  return isIP(request.ip) === 0 ? (request.socket.remoteAddress ?? 'unknown') : request.ip
}
