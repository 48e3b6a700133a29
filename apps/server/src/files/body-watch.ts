import { DomainError } from '@larder/api'
import type { FastifyRequest } from 'fastify'
import { letTakeItsTime } from '../request-arrival.ts'

/** A sender may be as slow as it likes, and silent for so long. */
const SILENT_MS = 60_000
const LOOKED_AT_EVERY_MS = 5_000

/**
 * Watches the body of a request: the signal says UPLOAD_SILENT when nothing of it comes any more. It
 * looks at what the connection has read, so the bytes themselves pass by untouched.
 */
export function watchBody(request: FastifyRequest): { signal: AbortSignal; stop(): void } {
  const takeItsTimeNoMore = letTakeItsTime(request)
  const { raw } = request
  const silent = new AbortController()
  let seen = raw.socket.bytesRead
  let since = performance.now()
  const timer = setInterval(() => {
    const { bytesRead } = raw.socket
    // While it waits for the disk, nobody can tell whether the sender is silent.
    if (bytesRead !== seen || raw.complete || raw.isPaused()) since = performance.now()
    seen = bytesRead
    if (performance.now() - since < SILENT_MS) return
    silent.abort(new DomainError('UPLOAD_SILENT', { seconds: SILENT_MS / 1_000 }))
  }, LOOKED_AT_EVERY_MS)
  return {
    signal: silent.signal,
    stop: () => {
      clearInterval(timer)
      takeItsTimeNoMore()
    },
  }
}
