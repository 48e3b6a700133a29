import type { Reason } from '../errors.ts'
import { isLarderError } from '../errors.ts'
import { pauseAfter } from '../transport/retry.ts'

const BUSY_PAUSE_MS = 500
/** Five minutes: so long it may take to put a large file in its place. */
const MOST_BUSY = 600

/** The server is at another place than was thought, or got nothing; asking it tells where to go on. */
const elsewhere = new Set<Reason>(['UPLOAD_OFFSET_WRONG', 'UPLOAD_SILENT'])

/** How long a broken upload or download is taken up again. */
export interface Patience {
  /** Bytes got through: it begins anew. */
  renew(): void
  /** Milliseconds until going on makes sense; undefined when it does not. */
  pauseAfter(error: unknown): number | undefined
}

/** At most `retries` attempts in a row that get nothing through, each after a longer pause. */
export function patienceFor(retries: number): Patience {
  let failures = 0
  let busy = 0
  return {
    renew() {
      failures = 0
      busy = 0
    },
    pauseAfter(error) {
      if (!isLarderError(error) || retries === 0) return undefined
      // Most likely a broken connection that the server still believes in, or the last byte's work.
      if (error.reason === 'UPLOAD_BUSY' && busy++ < MOST_BUSY) return BUSY_PAUSE_MS
      const attempt = failures++
      // A disk that is full is not so for a moment.
      if (attempt >= retries || error.reason === 'STORAGE_FULL') return undefined
      return elsewhere.has(error.reason) ? BUSY_PAUSE_MS : pauseAfter(error, attempt)
    },
  }
}
