import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isStillSending } from './rpc/still-sending.ts'

/** The body of a request has so long to arrive, unless its route watches it otherwise. */
const ARRIVES_WITHIN_MS = 60_000

/** How often it is looked whether one is late. A timer for each took as long as reading a row. */
const LOOKS_EVERY_MS = 1_000

const MOST_LOOKS = ARRIVES_WITHIN_MS / LOOKS_EVERY_MS

const takingTheirTime = new WeakSet<IncomingMessage>()

/**
 * For a route that takes what may come for hours, and ends by itself what falls silent. Answers what to
 * call when it does so no more.
 */
export function letTakeItsTime({ raw }: FastifyRequest): () => void {
  takingTheirTime.add(raw)
  return () => takingTheirTime.delete(raw)
}

/**
 * Closes connections whose requests do not arrive in time, so that slow senders do not fill the server.
 * Tests look more often.
 */
export function requireArrival(server: FastifyInstance, looksEveryMs = LOOKS_EVERY_MS): void {
  /** How often each was looked at since it began. What has arrived is let go, with all that it holds. */
  const arriving = new Map<IncomingMessage, number>()
  server.addHook('onRequest', ({ raw }, _reply, done) => {
    if (isStillSending(raw)) arriving.set(raw, 0)
    done()
  })
  server.addHook('preValidation', ({ raw }, _reply, done) => {
    if (raw.complete) arriving.delete(raw)
    done()
  })
  const timer = setInterval(() => {
    for (const [request, looks] of arriving) {
      if (!isStillSending(request)) arriving.delete(request)
      else if (takingTheirTime.has(request)) continue
      else if (looks < MOST_LOOKS) arriving.set(request, looks + 1)
      else giveUp(server, request)
    }
  }, looksEveryMs).unref()
  server.addHook('onClose', async () => clearInterval(timer))
}

/** Answers as Node's own watch does, which knows one time for all routes. */
function giveUp({ server }: FastifyInstance, { socket }: IncomingMessage): void {
  const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
  server.emit('clientError', late, socket)
}
