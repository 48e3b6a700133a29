import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keys } from '../keys/keys.ts'

/** What a grant opens: a video as it is guarded at the moment. */
interface Granted {
  id: number
  /** Changing the privacy or the password raises it, which ends every grant. */
  access_version: number
}

/** For how long a grant is good, and what it hangs on. */
export interface Grant {
  /** Seconds since 1970. */
  expiresAt: number
  /** As whom its holder watches; NULL: as somebody whom its owner let in. */
  accountId: number | null
  /** The access token that it was made with, that account's or the owner's; NULL: none. */
  tokenId: number | null
}

/** Nothing has to be stored for grants, so all of them are signed alike. */
const SALT = ''

/** Signs what lets whoever holds it watch a video for a while. */
export function signedGrant(keys: Keys, video: Granted, grant: Grant): string {
  const { expiresAt, accountId, tokenId } = grant
  return `${expiresAt}.${accountId ?? 0}.${tokenId ?? 0}.${signatureOf(keys, video, grant)}`
}

/** Reads a grant that was signed here, for this video as it is guarded now, and is not over. */
export function readGrant(
  keys: Keys,
  video: Granted,
  { grant: text, now }: { grant: string | undefined; now: Date },
): Grant | undefined {
  const parts = /^(\d{1,12})\.(\d{1,15})\.(\d{1,15})\.([\w-]{43})$/.exec(text ?? '')
  if (!parts) return undefined
  const [, expiresAt, accountId, tokenId, signature = ''] = parts
  const grant = {
    expiresAt: Number(expiresAt),
    accountId: Number(accountId) || null,
    tokenId: Number(tokenId) || null,
  }
  const expected = Buffer.from(signatureOf(keys, video, grant))
  if (!timingSafeEqual(expected, Buffer.from(signature))) return undefined
  return grant.expiresAt * 1_000 > now.getTime() ? grant : undefined
}

function signatureOf(
  keys: Keys,
  { id, access_version }: Granted,
  { expiresAt, accountId, tokenId }: Grant,
): string {
  return createHmac('sha256', keys.derive('video grants', SALT))
    .update(JSON.stringify([id, access_version, expiresAt, accountId, tokenId]))
    .digest('base64url')
}
