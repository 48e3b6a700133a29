import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import type { BlockList } from 'node:net'
import { isIP } from 'node:net'
import { embeddedAddress, isPublicAddress, networks } from './public-address.ts'

/** Where connections may go that people asked for: out to the internet, and not into what is near. */
export interface Outbound {
  /**
   * The addresses of a host that may be connected to. Over plain HTTP that is only what the operator
   * allowed by name. Throws OutOfReach when there is none.
   */
  reach(host: string, options: { plain: boolean }): Promise<LookupAddress[]>
}

/** A host has no address that may be connected to. Its message does not say which ones it has. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach'
}

export interface OutboundOptions {
  /** Networks such as `192.168.1.0/24` that may be reached although they are not public. */
  networks?: readonly string[]
  /** How names are looked up; as the system does it, if nothing else is said. */
  resolve?: (host: string) => Promise<LookupAddress[]>
}

/** A name server that does not answer holds nobody up for longer. */
const RESOLVED_WITHIN_MS = 5_000

/** Decides what may be connected to, by address and after the name was looked up. */
export function createOutbound(options: OutboundOptions = {}): Outbound {
  const allowed = networks(options.networks ?? [])
  const resolve = options.resolve ?? ((host) => lookup(host, { all: true }))
  return {
    async reach(host, { plain }) {
      const literal = host.replace(/^\[(.*)\]$/, '$1')
      const family = isIP(literal)
      const addresses = family === 0 ? await soon(resolve(host)) : [{ address: literal, family }]
      const good = addresses.filter(({ address }) =>
        plain ? isIn(allowed, address) : isIn(allowed, address) || isPublicAddress(address),
      )
      if (good.length > 0) return good
      throw new OutOfReach(
        plain ? `"${host}" may not be reached over http.` : `"${host}" has no public address.`,
      )
    },
  }
}

function isIn(list: BlockList, address: string): boolean {
  const plain = embeddedAddress(address)
  return list.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6')
}

/** A name that is unknown or takes too long has no address. */
async function soon(looking: Promise<LookupAddress[]>): Promise<LookupAddress[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<LookupAddress[]>((answer) => {
    timer = setTimeout(answer, RESOLVED_WITHIN_MS, [])
  })
  try {
    return await Promise.race([looking.catch(() => []), late])
  } finally {
    clearTimeout(timer)
  }
}
