import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import type { Keys } from '../../keys/keys.ts'
import type { Flow } from './flow.ts'
import { isSame } from './flow.ts'
import type { ProvenIdentity } from './prove.ts'

// A provider exchanges its code once. Who proved who they are there, and is then asked for the code of
// their authenticator, gets the proof back, sealed for the flow that it came from and for no other.

const Proof = z.strictObject({
  provider: z.string(),
  key: z.string(),
  email: z.string().nullable(),
  isEmailVerified: z.boolean(),
})

/** A proof that goes through the hands of the caller. */
export function sealProof(keys: Keys, flow: Flow, identity: ProvenIdentity): string {
  const body = Buffer.from(JSON.stringify(identity)).toString('base64url')
  return `${body}.${sealOf(keys, flow, body).toString('base64url')}`
}

/** What was proven before in the same flow. Throws IDENTITY_FLOW_REFUSED. */
export function openProof(keys: Keys, flow: Flow, sealed: string): ProvenIdentity {
  const [, body = '', seal = ''] = /^([\w-]+)\.([\w-]{43})$/.exec(sealed) ?? []
  if (isSame(Buffer.from(seal, 'base64url'), sealOf(keys, flow, body))) {
    return Proof.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
  }
  throw new DomainError('IDENTITY_FLOW_REFUSED', { problem: 'unknown' })
}

function sealOf(keys: Keys, { salt }: Flow, body: string): Buffer {
  return createHmac('sha256', keys.derive('identity proof seal', salt)).update(body).digest()
}
