import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { recorder } from '../../event-log/record.ts'
import { publicCommand } from '../../procedures/trpc.ts'
import { createAccount } from '../create-account.ts'
import { AccountRegistered, accountStream } from '../events.ts'
import { LinkToken } from '../links/schema.ts'
import { useInvitation } from './admission.ts'
import { endRegistration, openRegistration } from './queries.ts'

/**
 * It does not sign in: whoever registers with somebody else's address knows the password and not the
 * token, its owner knows the token and not the password.
 */
export const confirmRegistration = publicCommand({
  summary: 'Creates the account of a registration, with the token that was mailed. Log in then.',
  reasons: ['LINK_INVALID', 'EMAIL_TAKEN', 'INVITATION_REFUSED'],
  input: z.strictObject({ token: LinkToken }),
  output: z.object({ email: z.string().describe('The address to log in with') }),
}).mutation(async ({ ctx, input }) => {
  const registration = await openRegistration(ctx.database.reader, ctx, input.token)
  const { id, email, password_hash, display_name, language, time_zone } = registration
  await ctx.database.transaction(async (db) => {
    if (!(await endRegistration(db, id))) throw new DomainError('LINK_INVALID', {})
    const account = {
      email,
      passwordHash: password_hash,
      displayName: display_name,
      language,
      timeZone: time_zone,
      role: 'user' as const,
    }
    const now = ctx.clock.now()
    const { accountId, householdId } = await createAccount(db, account, now)
    await db
      .updateTable('accounts')
      .set({ email_verified_at: now.toISOString() })
      .where('id', '=', accountId)
      .execute()
    const record = recorder(db, { ...ctx, actor: { accountId, token: null } })
    await record(accountStream(accountId), AccountRegistered({ householdId, isAdmin: false }))
    const { invitation_id: invitationId } = registration
    await useInvitation(db, ctx, { invitationId, accountId })
  })
  return { email }
})
