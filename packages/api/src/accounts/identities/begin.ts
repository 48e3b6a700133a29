import type { z } from 'zod'
import type { Clock } from '../../context.ts'
import { beginFlow } from './flow.ts'
import type { FlowServices } from './prove.ts'
import { authorizationUrl } from './prove.ts'
import type { Beginning, Begun } from './schema.ts'

/** Begins a log-in, or a link for an account. Nothing is kept of it here. */
export async function begin(
  services: FlowServices & { clock: Clock },
  input: z.infer<typeof Beginning>,
  accountId: number | null,
): Promise<z.infer<typeof Begun>> {
  const provider = services.identities.get(input.provider)
  services.identities.requireRedirectUri(input.redirectUri)
  const facts = { provider: provider.name, redirectUri: input.redirectUri, accountId }
  const { flow, verifier } = beginFlow(services.keys, facts, services.clock.now())
  const url = await authorizationUrl(services, flow)
  return { url, verifier, expiresAt: flow.expiresAt }
}
