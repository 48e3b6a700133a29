import { z } from 'zod'
import { nobody, recorder } from '../../event-log/record.ts'
import { Done } from '../../procedures/done.ts'
import { publicCommand } from '../../procedures/trpc.ts'
import { InvitationDeclined, organisationStream } from '../events.ts'
import { holdByToken } from './hold-by-token.ts'
import { deleteInvitation } from './queries.ts'
import { InvitationToken } from './schema.ts'

export const declineInvitation = publicCommand({
  summary: 'Declines an invitation, for good. The token is enough: no account is needed.',
  reasons: ['INVITATION_NOT_VALID'],
  input: z.strictObject({ token: InvitationToken }),
  output: Done,
}).mutation(({ ctx, input: { token } }) =>
  ctx.database.transaction(async (db) => {
    const { organisation, invitation } = await holdByToken({ ...ctx, db }, token)
    await deleteInvitation(db, invitation.id)
    // That somebody with an account declined is not for the organisation to know.
    const record = recorder(db, { ...ctx, actor: nobody })
    const declined = InvitationDeclined({ invitationId: invitation.id })
    await record(organisationStream(organisation.id), declined)
    return { done: true } as const
  }),
)
