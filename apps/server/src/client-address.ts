import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/**
 * The caller's address. Behind a trusted proxy a header says it, so what is no address is not
 * believed; of a connection that is gone nobody knows it any more. An IPv4 address is always written
 * as one: a server that listens on IPv6 sees it as a part of that.
 */
export function clientAddress(request: FastifyRequest): string {
  const address = isIP(request.ip) === 0 ? request.socket.remoteAddress : request.ip
  return address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? 'unknown'
}
