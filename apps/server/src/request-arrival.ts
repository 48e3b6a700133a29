import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isStillSending } from './rpc/still-sending.ts'

/** The body of a request has so long to arrive, unless its route watches it otherwise. */
const ARRIVES_WITHIN_MS = 60_000

/** How often it is looked whether one is late. A timer for each request took as long as reading a row. */
const LOOKS_EVERY_MS = 5_000

/** What came last on a connection, without its body: only that can still be arriving. */
interface Latest {
  request: IncomingMessage
  /** How often it was looked at since it began. */
  looks: number
}

const takingTheirTime = new WeakSet<IncomingMessage>()

/** For a route that takes what may come for hours, and ends by itself what falls silent. */
export function letTakeItsTime({ raw }: FastifyRequest): void {
  takingTheirTime.add(raw)
}

/**
 * Closes connections whose requests do not arrive in time, so that slow senders do not fill the server.
 * Tests look more often.
 */
export function requireArrival(server: FastifyInstance, looksEveryMs = LOOKS_EVERY_MS): void {
  const connections = new Map<Socket, Latest>()
  server.addHook('onRequest', ({ raw: request }, _reply, done) => {
    const { socket } = request
    const latest = connections.get(socket)
    if (latest) {
      latest.request = request
      latest.looks = 0
    } else {
      connections.set(socket, { request, looks: 0 })
      socket.once('close', () => connections.delete(socket))
    }
    done()
  })
  const timer = setInterval(() => {
    for (const latest of connections.values()) {
      const { request } = latest
      if (!isStillSending(request) || takingTheirTime.has(request)) continue
      latest.looks++
      if (latest.looks * LOOKS_EVERY_MS > ARRIVES_WITHIN_MS) giveUp(server, request)
    }
  }, looksEveryMs).unref()
  server.addHook('onClose', async () => clearInterval(timer))
}

/** Answers as Node's own watch does, which knows one time for all routes. */
function giveUp({ server }: FastifyInstance, { socket }: IncomingMessage): void {
  const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
  server.emit('clientError', late, socket)
}
