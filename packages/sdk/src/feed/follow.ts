import type { FeedOptions } from '../calls.ts'
import { LarderError } from '../larder-error.ts'
import { pause, pauseAfter } from '../transport/retry.ts'
import type { Line } from '../transport/send.ts'
import { itemsOver } from './connect.ts'

/**
 * The items of a feed, one connection after the other. Where one ends the next goes on, so that each
 * item comes once. Ends by throwing: the reason of an aborted signal, or what does not pass. Until it
 * is there for the first time it is tried as often as any call, afterwards for as long as it takes.
 */
export async function* following(
  line: Line,
  path: string,
  input: object | undefined,
  { signal, onInterrupted }: FeedOptions = {},
  retries: number,
): AsyncGenerator<unknown, void, undefined> {
  let place = {}
  let failures = 0
  let isKnown = false
  for (;;) {
    signal?.throwIfAborted()
    let reason: unknown
    try {
      for await (const { id, data } of itemsOver(line, path, { ...input, ...place }, signal)) {
        place = { lastEventId: id }
        failures = 0
        isKnown = true
        if (data.type !== 'Bookmark') yield data
      }
      reason = new LarderError('UNREACHABLE', { url: line.server }, 'The server ended the feed.')
    } catch (error) {
      reason = error
    }
    const milliseconds = isKnown || failures < retries ? pauseAfter(reason, failures) : undefined
    if (milliseconds === undefined || signal?.aborted) throw reason
    if (isKnown) onInterrupted?.(reason)
    failures++
    await pause(milliseconds, signal)
  }
}
