import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import { DomainError } from '../errors/map.ts'
import type { Role } from './schema.ts'
import { roles } from './schema.ts'

/** A member of an organisation that somebody is about to leave. */
export interface OtherMember {
  organisationId: number
  accountId: number
  role: Role
  joinedAt: string
  /** Whether the account is in use: neither disabled nor about to be deleted. */
  isActive: boolean
}

/**
 * The organisations of an account; all their members are held. Its own role is the one that it has
 * now: it may have become another one while the organisation was waited for.
 */
export async function holdOrganisationsOf(
  db: Writer,
  accountId: number,
): Promise<{ organisationId: number; role: Role; others: OtherMember[] }[]> {
  const own = await db
    .selectFrom('organisation_members')
    .select('organisation_id')
    .where('account_id', '=', accountId)
    .orderBy('organisation_id')
    .execute()
  const found = []
  for (const { organisation_id: organisationId } of own) {
    // The organisation itself: with it, nobody joins or leaves meanwhile.
    const organisation = db
      .selectFrom('organisations')
      .select('id')
      .where('id', '=', organisationId)
    await locked(db, organisation).execute()
    const members = db
      .selectFrom('organisation_members')
      .selectAll()
      .where('organisation_id', '=', organisationId)
    const held = await locked(db, members).execute()
    const role = held.find(({ account_id }) => account_id === accountId)?.role
    if (!role) continue
    const others = held.filter(({ account_id }) => account_id !== accountId)
    const active = await activeAmong(
      db,
      others.map(({ account_id }) => account_id),
    )
    found.push({
      organisationId,
      role,
      others: others.map((member) => ({
        organisationId,
        accountId: member.account_id,
        role: member.role,
        joinedAt: member.joined_at,
        isActive: active.has(member.account_id),
      })),
    })
  }
  return found
}

/**
 * Throws LAST_OWNER when others who can act in an organisation would be left without an owner who
 * can. Whose account is disabled or about to be deleted counts neither as the one nor as the other.
 */
export async function refuseLastOwner(db: Writer, accountId: number): Promise<void> {
  for (const { organisationId, role, others } of await holdOrganisationsOf(db, accountId)) {
    const staying = others.filter(({ isActive }) => isActive)
    const isLast = role === 'owner' && staying.every((other) => other.role !== 'owner')
    if (isLast && staying.length > 0) throw new DomainError('LAST_OWNER', { organisationId })
  }
}

/**
 * Who becomes the owner when nobody chose: somebody whose account is in use if there is one, of these
 * the highest role, and among those the longest there.
 */
export function heirAmong(others: OtherMember[]): OtherMember | undefined {
  const rank = ({ isActive, role, joinedAt, accountId }: OtherMember): string =>
    [Number(!isActive), roles.indexOf(role), joinedAt, String(accountId).padStart(16, '0')].join()
  return others.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))[0]
}

/** Those of some accounts that are in use: neither disabled nor about to be deleted. */
export async function activeAmong(db: Writer, accountIds: number[]): Promise<Set<number>> {
  if (accountIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('id', 'in', accountIds)
    .where('disabled_at', 'is', null)
    .where('leaves_at', 'is', null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
