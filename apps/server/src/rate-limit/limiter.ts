import type { Clock } from '@larder/api'
import { DomainError, networkOf } from '@larder/api'
import type { Config } from '../config.ts'

import { RateWindow } from './window.ts'

/** Counts an address's calls. Answers why there may be no more of them for now. */
export type RateLimiter = (address: string, calls: number) => DomainError | undefined

/**
 * The limits that are switched on, or undefined when none is. @fastify/rate-limit can only count one
 * call at a time and reads an IPv6 address anew for each: half a millisecond for a batch of 20.
 */
export function rateLimiter(limits: Config['rateLimits'], clock: Clock): RateLimiter | undefined {
  const windows = [
    new RateWindow('minute', limits.perMinute),
    new RateWindow('day', limits.perDay),
  ].filter(({ limit }) => limit > 0)
  if (windows.length === 0) return undefined
  return (address, calls) => {
    const now = clock.now().getTime()
    const network = networkOf(address)
    for (const window of windows) {
      const retryAfterSeconds = window.count(network, calls, now)
      if (retryAfterSeconds > 0) {
        const { limit, name } = window
        return new DomainError('RATE_LIMITED', { limit, window: name, retryAfterSeconds })
      }
    }
    return undefined
  }
}
