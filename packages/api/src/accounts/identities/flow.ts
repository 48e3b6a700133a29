import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import type { Keys } from '../../keys/keys.ts'

// A flow that was begun is kept by whoever began it, sealed, and by nobody else. What the provider
// gets to see of it follows from the server's key and the salt in it, so none of it is at rest.

const PREFIX = 'larder_flow_'

/** Long enough to log in at a provider, with a second factor there. */
const GOOD_FOR_MS = 600_000

const Flow = z.strictObject({
  provider: z.string(),
  redirectUri: z.string(),
  /** Who links an identity; null: somebody logs in with one. */
  accountId: z.int().nullable(),
  expiresAt: z.string(),
  salt: z.string(),
})
export type Flow = z.infer<typeof Flow>

/** What ties an answer of the provider to the flow: in the URL, in the ID token, and for the code. */
export interface FlowSecrets {
  state: string
  nonce: string
  codeVerifier: string
}

/** Begins a flow. The verifier is for its caller alone: without it nobody can finish the flow. */
export function beginFlow(
  keys: Keys,
  facts: Pick<Flow, 'provider' | 'redirectUri' | 'accountId'>,
  now: Date,
): { flow: Flow; verifier: string } {
  const flow: Flow = {
    ...facts,
    expiresAt: new Date(now.getTime() + GOOD_FOR_MS).toISOString(),
    salt: randomBytes(32).toString('hex'),
  }
  const body = Buffer.from(JSON.stringify(flow)).toString('base64url')
  return { flow, verifier: `${PREFIX}${body}.${sealOf(keys, flow, body).toString('base64url')}` }
}

/** The flow behind a verifier. Throws IDENTITY_FLOW_REFUSED for one that is not ours, or over. */
export function openFlow(keys: Keys, verifier: string, now: Date): Flow {
  const [, body = '', seal = ''] = /^larder_flow_([\w-]+)\.([\w-]{43})$/.exec(verifier) ?? []
  const flow = read(body)
  if (!flow || !isSame(Buffer.from(seal, 'base64url'), sealOf(keys, flow, body))) {
    throw new DomainError('IDENTITY_FLOW_REFUSED', { problem: 'unknown' })
  }
  if (flow.expiresAt <= now.toISOString()) {
    throw new DomainError('IDENTITY_FLOW_REFUSED', { problem: 'expired' })
  }
  return flow
}

/** What the provider is given, and has to give back. */
export function secretsOf(keys: Keys, { salt }: Flow): FlowSecrets {
  const derive = (what: string) => keys.derive(`identity flow ${what}`, salt).toString('base64url')
  return { state: derive('state'), nonce: derive('nonce'), codeVerifier: derive('code verifier') }
}

/** What is noted of a flow that was finished. */
export function hashOf({ salt }: Flow): string {
  return hash('sha256', salt)
}

/** Whether two texts are the same, in a time that does not tell how much of them is. */
export function isSame(one: string | Buffer, other: string | Buffer): boolean {
  const [left, right] = [Buffer.from(one as string), Buffer.from(other as string)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function sealOf(keys: Keys, { salt }: Flow, body: string): Buffer {
  return createHmac('sha256', keys.derive('identity flow seal', salt)).update(body).digest()
}

function read(body: string): Flow | undefined {
  try {
    return Flow.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString())).data
  } catch {
    return undefined
  }
}
