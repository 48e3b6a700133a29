import { z } from 'zod'
import { recorder } from '../../event-log/record.ts'
import { unstoredCommand } from '../../procedures/trpc.ts'
import { OrganisationId, Role } from '../schema.ts'
import { makeInvitation } from './make-invitation.ts'
import { Invitation, InvitationToken } from './schema.ts'
import { invitationToken } from './token.ts'

export const makeInvitationLink = unstoredCommand({
  summary:
    'Makes an invitation for whoever has its token: for one of them, within seven days. The token is shown only now.',
  scope: 'organisations:write',
  reasons: ['INVITATION_LIMIT_REACHED', 'INVITATIONS_OF_THE_DAY_SENT'],
  input: z.strictObject({ id: OrganisationId, role: Role.default('member') }),
  output: Invitation.pick({ id: true, role: true, expiresAt: true }).extend({
    token: InvitationToken,
  }),
}).mutation(({ ctx, input: { id: organisationId, role } }) =>
  ctx.database.transaction(async (db) => {
    const inside = { ...ctx, db, record: recorder(db, ctx) }
    const made = await makeInvitation(inside, { organisationId, role, address: null })
    const { id, expiresAt } = made
    return { id, role, expiresAt, token: invitationToken(ctx.keys, made) }
  }),
)
