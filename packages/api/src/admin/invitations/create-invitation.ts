import { z } from 'zod'
import { ServerInvitationCreated, serverInvitationStream } from '../../accounts/events.ts'
import { addInvitation, invitationToken } from '../../accounts/registration/invitations.ts'
import { Email } from '../../accounts/schema.ts'
import { recorder } from '../../event-log/record.ts'
import { unstoredAdminCommand } from '../../procedures/trpc.ts'
import { Invitation, invitationFrom } from './schema.ts'

const LONGEST_DAYS = 90

export const createInvitation = unstoredAdminCommand({
  summary: 'Invites somebody to make an account, once. The token is shown only in this answer.',
  input: z.strictObject({
    email: Email.optional().describe('The only address that it is good for'),
    expiresInDays: z.int().min(1).max(LONGEST_DAYS).default(7),
  }),
  output: Invitation.extend({
    token: z.string().describe('What to register with; whoever has it can'),
  }),
}).mutation(async ({ ctx, input: { email = null, expiresInDays } }) => {
  const now = ctx.clock.now()
  const expiresAt = new Date(now.getTime() + expiresInDays * 86_400_000)
  return ctx.database.transaction(async (db) => {
    const invitation = await addInvitation(db, { email, now, expiresAt })
    const { id: invitationId, expires_at } = invitation
    const facts = { invitationId, isForOneAddress: email !== null, expiresAt: expires_at }
    await recorder(db, ctx)(serverInvitationStream(invitationId), ServerInvitationCreated(facts))
    return { ...invitationFrom(invitation), token: invitationToken(ctx.keys, invitation) }
  })
})
