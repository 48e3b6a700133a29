/**
 * What an address is counted under. Whoever has one IPv6 address has 2^64 of them, so those count by
 * their /64 network; an IPv4 address is itself, also when it is written as an IPv6 one.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length
  const zeros = Array.from({ length: Math.max(0, missing) }, () => '0')
  const all = [...groups, ...zeros, ...(tail?.split(':') ?? [])]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '') || '0')
    .join(':')}::/64`
}
