import { randomBytes } from 'node:crypto'
import type { Reader, Tables, Writer } from '@larder/db'
import { isDuplicate, locked } from '@larder/db'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { DomainError } from '../../errors/map.ts'
import type { Keys } from '../../keys/keys.ts'
import type { OrganisationKind, Role } from '../schema.ts'
import type { Invitation } from './schema.ts'
import { invitationIdIn, isTokenOf } from './token.ts'

export type InvitationRow = Selectable<Tables['organisation_invitations']>

/** The open invitation with this token. Throws INVITATION_NOT_VALID. */
export async function findByToken(
  db: Reader,
  { keys, token, now }: { keys: Keys; token: string; now: Date },
): Promise<InvitationRow> {
  const id = invitationIdIn(token)
  const row = id === undefined ? undefined : await findInvitation(db, id)
  const isOpen = row && row.expires_at > now.toISOString()
  if (!isOpen || !isTokenOf(keys, token, row)) throw new DomainError('INVITATION_NOT_VALID', {})
  return row
}

/** An invitation that was neither answered nor withdrawn. */
export function findInvitation(db: Reader, id: number): Promise<InvitationRow | undefined> {
  return db
    .selectFrom('organisation_invitations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The same, as it is now, in a transaction that holds its organisation. */
export function findInvitationNow(db: Writer, id: number): Promise<InvitationRow | undefined> {
  const row = db.selectFrom('organisation_invitations').selectAll().where('id', '=', id)
  return locked(db, row).executeTakeFirst()
}

/** What an invitation says of where it leads and who made it. */
export function tellingOf(
  db: Reader,
  invitation: InvitationRow,
): Promise<{ kind: OrganisationKind; name: string; invitedBy: string } | undefined> {
  return db
    .selectFrom('organisations as organisation')
    .innerJoin('accounts as account', (join) => join.on('account.id', '=', invitation.invited_by))
    .select(['organisation.kind', 'organisation.name', 'account.display_name as invitedBy'])
    .where('organisation.id', '=', invitation.organisation_id)
    .executeTakeFirst()
}

/** The open invitations of an organisation, the newest first. */
export async function invitationsOf(
  db: Reader,
  organisationId: number,
  now: Date,
): Promise<Invitation[]> {
  const rows = await db
    .selectFrom('organisation_invitations as invitation')
    .innerJoin('accounts as account', 'account.id', 'invitation.invited_by')
    .select(['invitation.id', 'invitation.role', 'invitation.email', 'invitation.invited_by'])
    .select(['invitation.created_at', 'invitation.expires_at', 'account.display_name'])
    .where('invitation.organisation_id', '=', organisationId)
    .where('invitation.expires_at', '>', now.toISOString())
    .orderBy('invitation.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    email: row.email,
    invitedBy: { accountId: row.invited_by, displayName: row.display_name },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }))
}

export interface NewInvitation {
  organisationId: number
  role: Role
  /** NULL: a link. */
  address: { email: string; key: string } | null
  invitedBy: number
  now: Date
  expiresAt: Date
}

/** Inserts an invitation into an organisation that is held. Throws ALREADY_INVITED. */
export async function insertInvitation(
  db: Writer,
  { organisationId, role, address, invitedBy, now, expiresAt }: NewInvitation,
): Promise<{ id: number; salt: string }> {
  const salt = randomBytes(32).toString('hex')
  try {
    const { insertId } = await db
      .insertInto('organisation_invitations')
      .values({
        organisation_id: organisationId,
        role,
        email: address?.email ?? null,
        email_key: address?.key ?? null,
        salt,
        invited_by: invitedBy,
        created_at: now.toISOString(),
        expires_at: expiresAt.toISOString(),
      })
      .executeTakeFirstOrThrow()
    return { id: Number(insertId), salt }
  } catch (error) {
    if (!isDuplicate(error) || !address) throw error
    const open = await db
      .selectFrom('organisation_invitations')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('email_key', '=', address.key)
      .executeTakeFirstOrThrow()
    throw new DomainError('ALREADY_INVITED', { invitationId: open.id })
  }
}

/** Ends an invitation, whatever became of it; its address goes with it. */
export async function deleteInvitation(db: Writer, id: number): Promise<void> {
  await db.deleteFrom('organisation_invitations').where('id', '=', id).execute()
}

/** How many invitations of an organisation, which is held, are open. */
export async function countOpen(db: Writer, organisationId: number): Promise<number> {
  const { open } = await db
    .selectFrom('organisation_invitations')
    .select(sql<number>`count(*)`.as('open'))
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow()
  return open
}

/** How many invitations somebody made since then, whatever became of them. */
export async function countMadeSince(db: Reader, accountId: number, since: Date): Promise<number> {
  const { made } = await db
    .selectFrom('events')
    .select(sql<number>`count(*)`.as('made'))
    .where('account_id', '=', accountId)
    .where('recorded_at', '>', since.toISOString())
    .where('type', '=', 'MemberInvited')
    .executeTakeFirstOrThrow()
  return made
}

/**
 * Deletes the invitations of an organisation that are over. It is held. They are looked up first: a deletion by their end
 * would wait for invitations of other organisations, and these for it.
 */
export async function forgetOverInvitationsOf(
  db: Writer,
  organisationId: number,
  now: Date,
): Promise<void> {
  const over = await db
    .selectFrom('organisation_invitations')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('expires_at', '<=', now.toISOString())
    .execute()
  for (const { id } of over) await deleteInvitation(db, id)
}
