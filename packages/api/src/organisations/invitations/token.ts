import { hash, timingSafeEqual } from 'node:crypto'
import type { Keys } from '../../keys/keys.ts'

const PURPOSE = 'organisation invitations'
const PATTERN = /^larder_inv_([1-9]\d{0,15})_([\w-]{43})$/

/** The token of an invitation. It is derived whenever it is needed: what is stored is the salt. */
export function invitationToken(keys: Keys, invitation: { id: number; salt: string }): string {
  const secret = keys.derive(PURPOSE, invitation.salt).toString('base64url')
  return `larder_inv_${invitation.id}_${secret}`
}

/** The invitation that a token names; undefined when it is none. */
export function invitationIdIn(token: string): number | undefined {
  const id = PATTERN.exec(token)?.[1]
  return id === undefined ? undefined : Number(id)
}

/** Whether it is the token of this invitation. How long that takes says nothing about it. */
export function isTokenOf(
  keys: Keys,
  token: string,
  invitation: { id: number; salt: string },
): boolean {
  const digest = (text: string): Buffer => hash('sha256', text, 'buffer')
  return timingSafeEqual(digest(token), digest(invitationToken(keys, invitation)))
}
