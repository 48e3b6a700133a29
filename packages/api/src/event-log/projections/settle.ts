import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '../../context.ts'
import { findCursor } from './cursor.ts'

const LOOK_AGAIN_MS = 10

/**
 * Waits until a projection has taken everything that is committed now, so that people find what they
 * just did. Answers false when it has not after `withinMs`: better a little old than no answer.
 */
export async function settle(
  { database, log }: Pick<Services, 'database' | 'log'>,
  name: string,
  withinMs = 1_000,
): Promise<boolean> {
  const head = await log.look()
  const deadline = performance.now() + withinMs
  log.urgency.raise(head)
  for (;;) {
    const cursor = await findCursor(database.reader, name)
    if (head === 0 || (cursor && cursor.position >= head)) return true
    if (performance.now() > deadline) return false
    await sleep(LOOK_AGAIN_MS)
  }
}
