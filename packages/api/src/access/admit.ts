import type { RequestContext } from '../context.ts'
import { DomainError } from '../errors/map.ts'
import type { ProcedureMeta } from '../procedures/trpc.ts'
import type { Actor } from './credential.ts'
import { holdsScope } from './credential.ts'

/** The actor, if the credential reaches as far as a procedure, or another way in, asks. */
export function admit(
  { credential }: Pick<RequestContext, 'credential'>,
  meta: Pick<ProcedureMeta, 'audience' | 'scope'> | undefined,
): { actor: Actor; secret: string } {
  if (credential.kind === 'none') throw new DomainError('SIGN_IN_REQUIRED', {})
  if (credential.kind === 'refused') {
    throw new DomainError('CREDENTIAL_REFUSED', { problem: credential.problem })
  }
  const { actor, secret } = credential
  if (meta?.audience === 'session' && actor.token) throw new DomainError('SESSION_REQUIRED', {})
  if (meta?.scope && !holdsScope(actor, meta.scope)) {
    throw new DomainError('SCOPE_MISSING', {
      needed: meta.scope,
      held: actor.token?.scopes ?? [],
    })
  }
  if (meta?.audience === 'admin' && actor.role !== 'admin') {
    throw new DomainError('ADMIN_REQUIRED', {})
  }
  if (meta?.audience === 'staff' && actor.role === 'user') {
    throw new DomainError('STAFF_REQUIRED', {})
  }
  return { actor, secret }
}
