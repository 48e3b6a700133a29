import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keys } from '../../keys/keys.ts'

/** What a link opens, for how long, and whose it is. It says who made it and is no credential of theirs. */
export interface Link {
  fileId: number
  /** Empty: the file itself. */
  rendition: string
  accountId: number
  /** The access token that it was made with; NULL: in a session. */
  tokenId: number | null
  /** Seconds since 1970. */
  expiresAt: number
}

/** Nothing has to be stored for links, so all of them are signed alike. */
const SALT = ''

/** Signs a link. What stands in the address of the file anyway is signed without being in it. */
export function linkToken(keys: Keys, link: Link): string {
  const { accountId, tokenId, expiresAt } = link
  return `${expiresAt}.${accountId}.${tokenId ?? 0}.${signatureOf(keys, link)}`
}

/** Reads the link to a file that was signed here and is not over; undefined for any other. */
export function readLinkToken(
  keys: Keys,
  token: string,
  { fileId, rendition, now }: Pick<Link, 'fileId' | 'rendition'> & { now: Date },
): Link | undefined {
  const parts = /^(\d{1,12})\.(\d{1,15})\.(\d{1,15})\.([\w-]{43})$/.exec(token)
  if (!parts) return undefined
  const [, expiresAt, accountId, tokenId, signature = ''] = parts
  const link = {
    fileId,
    rendition,
    accountId: Number(accountId),
    tokenId: Number(tokenId) || null,
    expiresAt: Number(expiresAt),
  }
  const expected = Buffer.from(signatureOf(keys, link))
  if (!timingSafeEqual(expected, Buffer.from(signature))) return undefined
  return link.expiresAt * 1_000 > now.getTime() ? link : undefined
}

function signatureOf(keys: Keys, link: Link): string {
  const { fileId, rendition, accountId, tokenId, expiresAt } = link
  return createHmac('sha256', keys.derive('file links', SALT))
    .update(JSON.stringify([fileId, rendition, accountId, tokenId, expiresAt]))
    .digest('base64url')
}
