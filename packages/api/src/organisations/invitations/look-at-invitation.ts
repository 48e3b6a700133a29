import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { publicCommand } from '../../procedures/trpc.ts'
import { findByToken, tellingOf } from './queries.ts'
import type { InvitationInSight as InSight } from './schema.ts'
import { InvitationInSight, InvitationToken } from './schema.ts'

/** A command, not a question: a secret has no place in a URL. */
export const lookAtInvitation = publicCommand({
  summary: 'What an invitation is for, so that whoever has its token can decide.',
  reasons: ['INVITATION_NOT_VALID'],
  input: z.strictObject({ token: InvitationToken }),
  output: InvitationInSight,
}).mutation(async ({ ctx, input: { token } }): Promise<InSight> => {
  const { keys, clock } = ctx
  const { reader } = ctx.database
  const invitation = await findByToken(reader, { keys, token, now: clock.now() })
  const told = await tellingOf(reader, invitation)
  if (!told) throw new DomainError('INVITATION_NOT_VALID', {})
  const { invitedBy, ...organisation } = told
  return {
    organisation,
    role: invitation.role,
    invitedBy,
    by: invitation.email === null ? 'link' : 'email',
    expiresAt: invitation.expires_at,
  }
})
