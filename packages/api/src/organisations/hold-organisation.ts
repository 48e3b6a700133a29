import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import { DomainError } from '../errors/map.ts'
import type { OrganisationAction } from './policy.ts'
import { authorizeMember } from './policy.ts'
import type { OrganisationKind, Role } from './schema.ts'

/** An organisation that is held until the transaction ends: nobody joins, leaves or rises meanwhile. */
export interface HeldOrganisation {
  id: number
  kind: OrganisationKind
  name: string
  timeZone: string
  /** By account. */
  members: ReadonlyMap<number, Role>
}

/** Holds an organisation. Whatever changes its members does so first, so that these take turns. */
export async function holdOrganisation(
  db: Writer,
  id: number,
): Promise<HeldOrganisation | undefined> {
  const organisation = await locked(
    db,
    db
      .selectFrom('organisations')
      .select(['id', 'kind', 'name', 'time_zone as timeZone'])
      .where('id', '=', id),
  ).executeTakeFirst()
  if (!organisation) return undefined
  const members = await locked(
    db,
    db
      .selectFrom('organisation_members')
      .select(['account_id', 'role'])
      .where('organisation_id', '=', id),
  ).execute()
  return { ...organisation, members: new Map(members.map((row) => [row.account_id, row.role])) }
}

/**
 * Holds an organisation for somebody who may do this in it. Their role is the one that they have now
 * and not the one that the request began with. Throws NOT_FOUND and NOT_ALLOWED.
 */
export async function holdForMember(
  { db, actor }: { db: Writer; actor: Actor },
  id: number,
  action: OrganisationAction,
): Promise<HeldOrganisation & { role: Role }> {
  const organisation = await holdOrganisation(db, id)
  const role = organisation?.members.get(actor.accountId)
  if (!organisation || !role) {
    const missing = new DomainError('NOT_FOUND', { what: 'organisation', id })
    throw organisation ? missing.withholding({ isForeign: true }) : missing
  }
  authorizeMember(role, action)
  return { ...organisation, role }
}
