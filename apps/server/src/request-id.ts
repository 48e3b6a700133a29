import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const ACCEPTABLE = /^[\w.-]{8,64}$/

/** The id that the caller chose, if it is harmless in logs and headers; a new one otherwise. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const proposed = headers['x-request-id']
  return typeof proposed === 'string' && ACCEPTABLE.test(proposed) ? proposed : randomUUID()
}
