import type { Actor, Membership } from '../access.ts'
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

/**
 * Lets the actor go on with at least `needed` as their role in the owning organisation. Who is no
 * member learns nothing: the answer is that of a thing that does not exist.
 */
export function requireRole(actor: Actor, action: string, needed: Role, thing: Owned): Membership {
  const membership = actor.memberships.find(
    ({ organisationId }) => organisationId === thing.organisationId,
  )
  if (!membership) {
    const missing = new DomainError('NOT_FOUND', { what: thing.what, id: thing.id })
    throw missing.withholding({ isForeign: true })
  }
  if (!isAtLeast(membership.role, needed)) {
    throw new DomainError('NOT_ALLOWED', { action, role: membership.role })
  }
  return membership
}

/** The household that the actor's freezers are kept in: the one joined by registering. */
export function householdOf(actor: Actor): Membership {
  const household = actor.memberships.find(({ kind }) => kind === 'household')
  if (!household) throw new DomainError('NOT_FOUND', { what: 'household', id: 'of this account' })
  return household
}
