import { hash, randomBytes } from 'node:crypto'

/** What a feed of what somebody follows is read with: it stands in its address. */
export const FEED_TOKEN_PATTERN = /^larder_fed_[\w-]{32}$/

/** A new token, of 192 random bits. */
export function newFeedToken(): string {
  return `larder_fed_${randomBytes(24).toString('base64url')}`
}

/** The form in which it is stored. It is random, so a plain hash cannot be guessed back. */
export function hashFeedToken(token: string): string {
  return hash('sha256', token)
}
