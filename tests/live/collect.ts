import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FeedOptions, Larder } from '@larder/sdk'
import { afterwards } from '#harness'

type Follow = Larder['events']['follow']
export type LogEvent = ReturnType<Follow> extends AsyncGenerator<infer Event> ? Event : never

/** Somebody who follows events in the background and keeps them. */
export interface Collected {
  events: LogEvent[]
  /** When each of them came, by the clock of `performance`. */
  times: number[]
  /** Why it lost its connection, each time. */
  interruptions: unknown[]
  /** What the feed ended with; undefined: with nothing, because it was stopped. */
  ended: Promise<unknown>
  /** Waits until one has come of which this is true; fails after a while. */
  until(isIt: (event: LogEvent) => boolean, withinMs?: number): Promise<LogEvent>
  stop(): Promise<unknown>
}

/** Follows events until the test is over. */
export function collect(
  larder: Larder,
  input?: Parameters<Follow>[0],
  options: FeedOptions = {},
): Collected {
  const leaving = new AbortController()
  const { events, times, interruptions }: Pick<Collected, 'events' | 'times' | 'interruptions'> = {
    events: [],
    times: [],
    interruptions: [],
  }
  const onInterrupted = (why: unknown) => void interruptions.push(why)
  const feed = larder.events.follow(input, { onInterrupted, ...options, signal: leaving.signal })
  const follow = async (): Promise<void> => {
    for await (const event of feed) {
      times.push(performance.now())
      events.push(event)
    }
  }
  const ended = follow().catch((why: unknown) => (leaving.signal.aborted ? undefined : why))
  const stop = () => {
    leaving.abort()
    return ended
  }
  afterwards(stop)
  return {
    ...{ events, times, interruptions, ended, stop },
    async until(isIt, withinMs = 10_000) {
      for (const deadline = performance.now() + withinMs; performance.now() < deadline; ) {
        const found = events.find(isIt)
        if (found) return found
        await sleep(5)
      }
      throw new Error(`Among the ${events.length} events that came it was not.`)
    },
  }
}

/** Waits until a feed that begins now has begun, so that nothing of what follows is missed. */
export async function settled(larder: Larder, collected: Collected): Promise<void> {
  for (let attempt = 0; collected.events.length === 0; attempt++) {
    if (attempt === 100) throw new Error('The feed has not begun.')
    await larder.accounts.tokens.create({ name: randomUUID(), scopes: ['freezers:read'] })
    await sleep(50)
  }
}
