import type { Actor, Membership } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import type { Role } from './schema.ts'
import { isAtLeast } from './schema.ts'

/** Something that belongs to an organisation, as far as permissions go. */
export interface Owned {
  organisationId: number
  /** What to call it when it must not be seen: the `NOT_FOUND` of a missing one. */
  what: string
  id: number | string
}

/** What the actor is in the owning organisation. To who is no member, the thing does not exist. */
export function requireMembership(actor: Actor, { organisationId, what, id }: Owned): Membership {
  const membership = membershipIn(actor, organisationId)
  if (membership) return membership
  throw new DomainError('NOT_FOUND', { what, id }).withholding({ isForeign: true })
}

/**
 * Lets the actor go on with at least `needed` as their role in the owning organisation. Who is no
 * member learns nothing: the answer is that of a thing that does not exist.
 */
export function requireRole(actor: Actor, action: string, needed: Role, thing: Owned): Membership {
  const membership = requireMembership(actor, thing)
  if (!isAtLeast(membership.role, needed)) {
    throw new DomainError('NOT_ALLOWED', { action, role: membership.role })
  }
  return membership
}

/**
 * The household that the actor means: the one they name, or else the one they have been in longest,
 * which is that of their registration unless they left it. Throws NOT_FOUND and NO_HOUSEHOLD.
 */
export function householdOf(actor: Actor, householdId?: number): Membership {
  const household =
    householdId === undefined
      ? actor.memberships.find(({ kind }) => kind === 'household')
      : membershipIn(actor, householdId)
  if (household?.kind === 'household') return household
  if (householdId === undefined) throw new DomainError('NO_HOUSEHOLD', {})
  const missing = new DomainError('NOT_FOUND', { what: 'household', id: householdId })
  throw household ? missing : missing.withholding({ isForeign: true })
}

function membershipIn(actor: Actor, organisationId: number): Membership | undefined {
  return actor.memberships.find((each) => each.organisationId === organisationId)
}
