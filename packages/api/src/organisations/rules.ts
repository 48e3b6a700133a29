import { DomainError } from '../errors/map.ts'
import type { HeldOrganisation } from './hold-organisation.ts'
import type { Role } from './schema.ts'

/** The role of a member. Throws NOT_FOUND for an account that is none, whether it exists or not. */
export function requireMember({ members }: HeldOrganisation, accountId: number): Role {
  const role = members.get(accountId)
  if (!role) throw new DomainError('NOT_FOUND', { what: 'member', id: accountId })
  return role
}

/** Throws LAST_OWNER when nobody would be owner any more without this one. */
export function requireAnotherOwner(
  { id: organisationId, members }: HeldOrganisation,
  accountId: number,
): void {
  const others = [...members].filter(([id, role]) => id !== accountId && role === 'owner')
  if (members.get(accountId) === 'owner' && others.length === 0) {
    throw new DomainError('LAST_OWNER', { organisationId })
  }
}
