import { emailKey } from '../../accounts/email-key.ts'
import type { Services } from '../../context.ts'
import { findInvitation } from './queries.ts'
import { invitationIdIn, isTokenOf } from './token.ts'

/**
 * Whether somebody who registers with this address could accept the invitation of this token: then
 * they are admitted to the server as well. Accepting it uses it up, registering does not.
 */
export async function admitsToServer(
  { database, keys, clock }: Pick<Services, 'database' | 'keys' | 'clock'>,
  { token, email }: { token: string; email: string },
): Promise<boolean> {
  const id = invitationIdIn(token)
  const invitation = id === undefined ? undefined : await findInvitation(database.reader, id)
  if (!invitation || invitation.expires_at <= clock.now().toISOString()) return false
  const isForThem = invitation.email_key === null || invitation.email_key === emailKey(email)
  return isForThem && isTokenOf(keys, token, invitation)
}
