import type { IncomingMessage } from 'node:http'
import type { FastifyReply } from 'fastify'

/** What somebody who is refused may send to the end: far more than is ever accepted by default. */
const MOST_BYTES = 64 * 1_024 * 1_024

const LONGEST_MS = 5_000

/** Whether a request is answered before all of its body has come. */
export function isStillSending({ headers, complete, destroyed }: IncomingMessage): boolean {
  const hasBody =
    headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0
  return hasBody && !complete && !destroyed
}

/**
 * Writes the text of an answer to somebody who is still sending: at once, but the answer ends only when
 * the rest has been read. A connection that is closed earlier is reset, and what was written to it may be
 * lost. Whoever goes on for too long is cut off all the same.
 */
export function endAfterSending({ raw, request }: FastifyReply, text: string): void {
  raw.write(text)
  discardRest(request.raw, () => raw.end())
}

function discardRest(request: IncomingMessage, done: () => void): void {
  const timer = setTimeout(() => request.destroy(), LONGEST_MS)
  let bytes = 0
  request.on('data', (piece: Buffer) => {
    bytes += piece.length
    if (bytes > MOST_BYTES) request.destroy()
  })
  // Comes after the end, and when the connection is lost.
  request.once('close', () => {
    clearTimeout(timer)
    done()
  })
}
