const SHORTEST_BYTES = 32

/** The bytes of a server key as people write it, in base64; undefined when it is none. */
export function parseSecretKey(text: string): Buffer | undefined {
  const trimmed = text.trim()
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(trimmed)) return undefined
  const bytes = Buffer.from(trimmed, 'base64')
  return bytes.length >= SHORTEST_BYTES ? bytes : undefined
}
