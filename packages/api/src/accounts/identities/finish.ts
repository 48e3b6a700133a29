import type { Database } from '@larder/db'
import type { z } from 'zod'
import type { Clock } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import type { Flow } from './flow.ts'
import { openFlow } from './flow.ts'
import type { FlowServices, ProvenIdentity } from './prove.ts'
import { proveIdentity } from './prove.ts'
import { requireUnspent } from './queries.ts'
import type { Finish } from './schema.ts'
import { openProof } from './sealed-proof.ts'

/**
 * Goes as far as finishing takes without a transaction: whose flow it is, and who the provider says
 * somebody is, or said before in the same flow. `accountId` is who links, or null for whoever logs in.
 */
export async function prove(
  services: FlowServices & { clock: Clock; database: Database },
  { verifier, callbackUrl, proof }: z.infer<typeof Finish> & { proof?: string | undefined },
  accountId: number | null,
): Promise<{ flow: Flow; identity: ProvenIdentity }> {
  const flow = openFlow(services.keys, verifier, services.clock.now())
  if ((flow.accountId === null) !== (accountId === null)) {
    throw new DomainError('IDENTITY_FLOW_REFUSED', { problem: 'other purpose' })
  }
  if (flow.accountId !== accountId) {
    throw new DomainError('IDENTITY_FLOW_REFUSED', { problem: 'other account' })
  }
  await requireUnspent(services.database.reader, flow)
  if (proof !== undefined) return { flow, identity: openProof(services.keys, flow, proof) }
  return { flow, identity: await proveIdentity(services, flow, callbackUrl) }
}

/** What finishing may answer, whatever it was begun for. */
export const finishReasons = [
  'NOT_FOUND',
  'IDENTITY_FLOW_REFUSED',
  'IDENTITY_DECLINED',
  'IDENTITY_NOT_PROVEN',
  'PROVIDER_UNREACHABLE',
] as const
