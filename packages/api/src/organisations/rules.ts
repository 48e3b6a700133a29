import type { Writer } from '@larder/db'
import { DomainError } from '../errors/map.ts'
import type { HeldOrganisation } from './hold-organisation.ts'
import { activeAmong } from './ownership.ts'
import type { Role } from './schema.ts'

/** The role of a member. Throws NOT_FOUND for an account that is none, whether it exists or not. */
export function requireMember({ members }: HeldOrganisation, accountId: number): Role {
  const role = members.get(accountId)
  if (!role) throw new DomainError('NOT_FOUND', { what: 'member', id: accountId })
  return role
}

/**
 * Throws LAST_OWNER when without this one there would be no owner whose account is in use; one that
 * is disabled or about to be deleted does not count. `successor`: who becomes owner in their place.
 */
export async function requireAnotherOwner(
  db: Writer,
  { id: organisationId, members }: HeldOrganisation,
  accountId: number,
  successor?: number,
): Promise<void> {
  if (members.get(accountId) !== 'owner') return
  const others = [...members].filter(([id, role]) => id !== accountId && role === 'owner')
  const owners = others.map(([id]) => id)
  if (successor !== undefined) owners.push(successor)
  const active = await activeAmong(db, owners)
  if (active.size === 0) throw new DomainError('LAST_OWNER', { organisationId })
}
