import { DomainError } from '@larder/api'

/**
 * The SHA-256 that a `Repr-Digest` header announces (RFC 9530), hexadecimal; undefined if there is
 * none, or only others. Throws INVALID_INPUT when it is none.
 */
export function announcedHash(header: string | string[] | undefined): string | undefined {
  const entries = [header ?? []].flat().join(',').split(',')
  const entry = entries.map((text) => text.trim()).findLast((text) => /^sha-256\s*=/.test(text))
  if (entry === undefined) return undefined
  const base64 = /^sha-256=:([A-Za-z0-9+/]{43}=):(?:;.*)?$/.exec(entry)?.[1]
  if (base64 !== undefined) return Buffer.from(base64, 'base64').toString('hex')
  const message = 'must look like sha-256=:...:, with the SHA-256 in base64'
  throw new DomainError('INVALID_INPUT', { issues: [{ path: 'Repr-Digest', message }] })
}
