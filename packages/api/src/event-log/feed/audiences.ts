import type { Actor } from '../../access/credential.ts'
import { holdsScope } from '../../access/credential.ts'
import { DomainError } from '../../errors/map.ts'
import type { Audience } from '../stream.ts'

/** Whose events somebody sees. */
export type Audiences = readonly Audience[] | 'all'

/**
 * What the actor may see: what is for everyone, for their account and for their organisations; all
 * of it when an administrator asks for that. Throws ADMIN_REQUIRED and SCOPE_MISSING.
 */
export function audiencesOf(actor: Actor, wantsAll: boolean): Audiences {
  if (wantsAll) {
    if (!holdsScope(actor, 'admin')) {
      throw new DomainError('SCOPE_MISSING', { needed: 'admin', held: actor.token?.scopes ?? [] })
    }
    if (actor.role !== 'admin') throw new DomainError('ADMIN_REQUIRED', {})
    return 'all'
  }
  return [
    'everyone',
    `account-${actor.accountId}`,
    ...actor.memberships.map(({ organisationId }) => `organisation-${organisationId}` as const),
  ]
}
