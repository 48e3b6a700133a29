import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const ACCEPTABLE = /^[\w.-]{8,64}$/

/** What all ids of this process begin with, so that no other one gives the same: 96 random bits. */
const PROCESS = randomBytes(12).toString('base64url')

let given = 0

/** The id that the caller chose, if it is harmless in logs and headers; a new one otherwise. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const proposed = headers['x-request-id']
  if (typeof proposed === 'string' && ACCEPTABLE.test(proposed)) return proposed
  return `${PROCESS}.${++given}`
}
