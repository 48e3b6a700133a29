import { isLarderError } from '../errors.ts'
import { unlessAborted } from './abort.ts'

/** The first pause; each one after is twice as long, up to the longest. */
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 4_000

/** A server that asks for more patience than this is not waited for. */
const LONGEST_WAIT_SECONDS = 60

/** Too many requests, and what proxies and servers answer while something restarts. */
const passing: ReadonlySet<number | null> = new Set([429, 502, 503, 504])

/**
 * Tries again what failed for a reason that passes, at most `retries` times, after the pause that
 * the server asked for, or else one that doubles. Only for what may be repeated without harm.
 */
export async function retrying<Answer>(
  run: () => Promise<Answer>,
  retries: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      const milliseconds = attempt < retries ? pauseAfter(error, attempt) : undefined
      if (milliseconds === undefined) throw error
      await pause(milliseconds, signal)
    }
  }
}

/** Milliseconds until trying again makes sense; undefined when it does not. */
export function pauseAfter(error: unknown, attempt: number): number | undefined {
  if (!isLarderError(error)) return undefined
  if (error.reason !== 'UNREACHABLE' && !passing.has(error.status)) return undefined
  // Waiting in silence would look as if the password were being looked at.
  if (error.reason === 'LOGIN_BLOCKED' || error.reason === 'VIDEO_GUESSES_SPENT') return undefined
  const wait = error.retryAfterSeconds
  if (wait !== null && wait > LONGEST_WAIT_SECONDS) return undefined
  // Callers that failed together must not come back together.
  const spread = 0.5 + Math.random()
  if (wait !== null) return wait * 1000 + FIRST_PAUSE_MS * spread
  return Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS) * spread
}

/** Waits so long. Throws the reason of the signal when that is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  try {
    await unlessAborted(over, signal)
  } finally {
    clearTimeout(timer)
  }
}
