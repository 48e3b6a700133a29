import type { Writer } from '@larder/db'
import { z } from 'zod'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { Language } from '../../text/language.ts'
import { createAccount } from '../create-account.ts'
import { AccountRegistered, accountStream } from '../events.ts'
import { NO_PASSWORD } from '../password.ts'
import type { Admission } from '../registration/admission.ts'
import { useInvitation } from '../registration/admission.ts'
import { DisplayName, Email, InvitationToken, TimeZone } from '../schema.ts'
import { IdentityLinked } from './events.ts'
import type { ProvenIdentity } from './prove.ts'
import { insertIdentity } from './queries.ts'

/** What somebody says who registers with an identity. */
export const Newcomer = z.strictObject({
  displayName: DisplayName.optional().describe('Default: the address up to the @'),
  language: Language.default('en').describe('Language of names and messages'),
  timeZone: TimeZone.default('UTC'),
  invitation: InvitationToken.optional(),
})

/**
 * Creates an account without a password, and links the identity to it. Its address is the one that
 * the provider vouches for; whoever has an account under it is not linked, but refused. Throws
 * IDENTITY_EMAIL_MISSING, IDENTITY_EMAIL_TAKEN, IDENTITY_TAKEN and INVITATION_REFUSED.
 */
export async function registerWithIdentity(
  db: Writer,
  ctx: RequestContext,
  identity: ProvenIdentity,
  { displayName, language, timeZone, invitationId }: z.infer<typeof Newcomer> & Admission,
): Promise<number> {
  const { provider } = identity
  const email = Email.safeParse(identity.isEmailVerified ? identity.email : null).data
  if (email === undefined) throw new DomainError('IDENTITY_EMAIL_MISSING', { provider })
  const account = {
    email,
    passwordHash: NO_PASSWORD,
    displayName: displayName ?? defaultNameIn(email),
    language,
    timeZone,
    role: 'user' as const,
  }
  const now = ctx.clock.now()
  const { accountId, householdId } = await createAccount(db, account, now).catch((error) => {
    if (!(error instanceof DomainError) || error.reason !== 'EMAIL_TAKEN') throw error
    throw new DomainError('IDENTITY_EMAIL_TAKEN', { provider, email })
  })
  const record = recorder(db, { ...ctx, actor: { accountId, token: null } })
  await record(accountStream(accountId), AccountRegistered({ householdId, isAdmin: false }))
  await useInvitation(db, ctx, { invitationId, accountId })
  const { id: identityId } = await insertIdentity(db, accountId, identity, now)
  await record(accountStream(accountId), IdentityLinked({ identityId, provider }))
  return accountId
}

function defaultNameIn(email: string): string {
  return DisplayName.safeParse(email.replace(/@.*/, '')).data ?? email.slice(0, 80)
}
