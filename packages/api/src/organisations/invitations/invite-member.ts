import { z } from 'zod'
import { emailKey } from '../../accounts/email-key.ts'
import { Email } from '../../accounts/schema.ts'
import { planMail } from '../../mail/plan-mail.ts'
import { command } from '../../procedures/trpc.ts'
import { Language } from '../../text/language.ts'
import { OrganisationId, Role } from '../schema.ts'
import { invitationMail } from './mails.ts'
import { makeInvitation } from './make-invitation.ts'
import { Invitation } from './schema.ts'

export const inviteMember = command({
  summary:
    'Mails somebody an invitation, open for seven days. Nobody learns from it whether the address has an account.',
  scope: 'organisations:write',
  reasons: ['ALREADY_INVITED', 'INVITATION_LIMIT_REACHED', 'INVITATIONS_OF_THE_DAY_SENT'],
  input: z.strictObject({
    id: OrganisationId,
    email: Email,
    role: Role.default('member'),
    language: Language.optional().describe('Of the mail; yours if left out'),
  }),
  output: Invitation.pick({ id: true, role: true, expiresAt: true }),
}).mutation(async ({ ctx, input: { id: organisationId, email, role, language } }) => {
  const address = { email, key: emailKey(email) ?? email }
  const { id, expiresAt } = await makeInvitation(ctx, { organisationId, role, address })
  const mail = {
    mail: invitationMail,
    values: { invitationId: id },
    to: { email, language: language ?? ctx.actor.language },
    accountId: null,
    dedupeKey: `organisation-invitation-${id}`,
  }
  await planMail(ctx.db, mail, ctx.clock.now())
  return { id, role, expiresAt }
})
