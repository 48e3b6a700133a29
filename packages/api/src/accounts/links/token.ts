import { timingSafeEqual } from 'node:crypto'
import type { Keys } from '../../keys/keys.ts'

/** What secret scanners search for: the id of a row, and 32 bytes that follow from its salt. */
export const LINK_PATTERN = /^larder_lnk_(\d{1,15})_([\w-]{43})$/

/** What a token is derived from. */
export interface Salted {
  id: number
  salt: string
}

/** The token of a link. It is never stored, and none of another purpose is like it. */
export function linkToken(keys: Keys, purpose: string, { id, salt }: Salted): string {
  return `larder_lnk_${id}_${derive(keys, purpose, salt).toString('base64url')}`
}

/** Which row a token names; null when it is no token of a link. */
export function idIn(token: string): number | null {
  const id = LINK_PATTERN.exec(token)?.[1]
  return id === undefined ? null : Number(id)
}

/** Whether a token is the one that follows from a row. It takes as long for any wrong one. */
export function isTokenOf(keys: Keys, token: string, purpose: string, { salt }: Salted): boolean {
  const given = Buffer.from(LINK_PATTERN.exec(token)?.[2] ?? '', 'base64url')
  const expected = derive(keys, purpose, salt)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function derive(keys: Keys, purpose: string, salt: string): Buffer {
  return keys.derive(`account link: ${purpose}`, salt)
}
