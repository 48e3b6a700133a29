import { hash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const PREFIX = 'larder_pat_'
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM_LENGTH = 32
const CHECKSUM_LENGTH = 6

/** What a secret scanner searches for; the last six characters are the checksum of the rest. */
export const TOKEN_PATTERN = /^larder_pat_[0-9A-Za-z]{38}$/

/** A new secret of 190 random bits. The prefix and the checksum make leaks recognisable offline. */
export function newToken(): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(62)]).join('')
  return PREFIX + random + checksum(random)
}

/** Whether it has the prefix and the length of a token. */
export function looksLikeToken(secret: string): boolean {
  return secret.startsWith(PREFIX) && TOKEN_PATTERN.test(secret)
}

/** Whether the checksum of what looks like a token holds: if not, a sign of it was lost or mistyped. */
export function isWellFormed(secret: string): boolean {
  return secret.endsWith(checksum(secret.slice(PREFIX.length, -CHECKSUM_LENGTH)))
}

/** The form in which a token is stored. It is random, so a plain hash cannot be guessed back. */
export function hashToken(secret: string): string {
  return hash('sha256', secret)
}

function checksum(random: string): string {
  let value = crc32(PREFIX + random)
  let text = ''
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    text = ALPHABET[value % 62] + text
    value = Math.floor(value / 62)
  }
  return text
}
