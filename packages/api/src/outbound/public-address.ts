import { BlockList, isIPv4, isIPv6 } from 'node:net'

// The special-purpose registries of IANA, as far as they are no destination on the public internet.

const notPublicV4 = networks([
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // behind a carrier's NAT; one cloud keeps its metadata there
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // a public address by which one cloud's machines reach their host
  '169.254.0.0/16', // link-local; most clouds keep their metadata there
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
])

const publicV6 = networks(['2000::/3'])

const notPublicV6 = networks([
  '2001::/23', // protocol assignments, Teredo among them
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: an IPv4 address inside, reached over relays that nobody vouches for
  '3fff::/20', // documentation
])

/** IPv6 addresses that stand for the IPv4 address in their last 32 bits: mapped ones, and NAT64. */
const mapped = networks(['::ffff:0:0/96'])
const translated = networks(['64:ff9b::/96'])

/** Whether an IP address is somewhere on the public internet, and nowhere nearer. */
export function isPublicAddress(address: string): boolean {
  const plain = embeddedAddress(address)
  if (isIPv4(plain)) return !notPublicV4.check(plain, 'ipv4')
  return isIPv6(plain) && publicV6.check(plain, 'ipv6') && !notPublicV6.check(plain, 'ipv6')
}

/** The IPv4 address that an IPv6 address stands for, or the address as it is. */
export function embeddedAddress(address: string): string {
  if (!isIPv6(address)) return address
  const isEmbedding = mapped.check(address, 'ipv6') || translated.check(address, 'ipv6')
  return isEmbedding ? lastFourBytes(address) : address
}

/** Makes a list of networks such as `10.0.0.0/8`; one without a prefix is a single address. */
export function networks(list: readonly string[]): BlockList {
  const blocks = new BlockList()
  for (const network of list) {
    const [address = '', prefix] = network.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    blocks.addSubnet(address, Number(prefix ?? (family === 'ipv4' ? 32 : 128)), family)
  }
  return blocks
}

function lastFourBytes(address: string): string {
  // The URL parser writes any IPv6 address in its one canonical form.
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1)
  const [high = '0', low = '0'] = canonical.split(':').slice(-2)
  const value = Number.parseInt(high || '0', 16) * 65_536 + Number.parseInt(low || '0', 16)
  return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join('.')
}
