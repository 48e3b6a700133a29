import { DomainError } from '../errors/map.ts'
import type { Outbound } from '../outbound/outbound.ts'
import { OutOfReach } from '../outbound/outbound.ts'

/**
 * Refuses a URL that nothing could be delivered to. Only for the clear answer: the address counts at
 * the moment of connecting, when it is judged again. Throws WEBHOOK_URL_OUT_OF_REACH.
 */
export async function requireReachable(outbound: Outbound, url: string): Promise<void> {
  const { hostname: host, origin, protocol } = new URL(url)
  try {
    await outbound.reach(host, { plain: protocol === 'http:' })
  } catch (error) {
    if (!(error instanceof OutOfReach)) throw error
    throw new DomainError('WEBHOOK_URL_OUT_OF_REACH', { origin })
  }
}
