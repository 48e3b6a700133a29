import { randomBytes } from 'node:crypto'
import type { Reader, Tables, Writer } from '@larder/db'
import type { Selectable } from 'kysely'
import type { Services } from '../../context.ts'
import type { Keys } from '../../keys/keys.ts'
import { emailKey } from '../email-key.ts'
import type { Salted } from '../links/token.ts'
import { idIn, isTokenOf, linkToken } from '../links/token.ts'

export type ServerInvitation = Selectable<Tables['registration_invitations']>

const PURPOSE = 'registration invitation'

/** Makes an invitation to the server, for one address or for whoever has its token. */
export async function addInvitation(
  db: Writer,
  invitation: { email: string | null; now: Date; expiresAt: Date },
): Promise<ServerInvitation> {
  const row = {
    salt: randomBytes(32).toString('hex'),
    email: invitation.email,
    created_at: invitation.now.toISOString(),
    expires_at: invitation.expiresAt.toISOString(),
  }
  const { insertId } = await db
    .insertInto('registration_invitations')
    .values(row)
    .executeTakeFirstOrThrow()
  return { id: Number(insertId), ...row }
}

/** What whoever is invited registers with. */
export function invitationToken(keys: Keys, invitation: Salted): string {
  return linkToken(keys, PURPOSE, invitation)
}

/** The invitation that a token belongs to, if it is good for this address. */
export async function findInvitation(
  { database, keys, clock }: Pick<Services, 'database' | 'keys' | 'clock'>,
  { token, email }: { token: string; email: string },
): Promise<ServerInvitation | undefined> {
  const invitation = await database.reader
    .selectFrom('registration_invitations')
    .selectAll()
    .where('id', '=', idIn(token) ?? 0)
    .where('expires_at', '>', clock.now().toISOString())
    .executeTakeFirst()
  if (!invitation || !isTokenOf(keys, token, PURPOSE, invitation)) return undefined
  const isForThem = invitation.email === null || emailKey(invitation.email) === emailKey(email)
  return isForThem ? invitation : undefined
}

/** Invitations that are still good, the newest first. */
export function openInvitations(db: Reader, now: Date, limit: number): Promise<ServerInvitation[]> {
  return db
    .selectFrom('registration_invitations')
    .selectAll()
    .where('expires_at', '>', now.toISOString())
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Ends an invitation, used or revoked. Says whether it was still good: nobody else ended it. */
export async function endInvitation(db: Writer, id: number, now: Date): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('registration_invitations')
    .where('id', '=', id)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}
