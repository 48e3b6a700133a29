import { z } from 'zod'
import { ServerInvitationRevoked, serverInvitationStream } from '../../accounts/events.ts'
import { endInvitation } from '../../accounts/registration/invitations.ts'
import { DomainError } from '../../errors/map.ts'
import { Done } from '../../procedures/done.ts'
import { adminCommand } from '../../procedures/trpc.ts'

export const revokeInvitation = adminCommand({
  summary: 'Takes an invitation to the server back. Whoever used it already keeps the account.',
  input: z.strictObject({ id: z.int().positive() }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  if (!(await endInvitation(ctx.db, id, ctx.clock.now()))) {
    throw new DomainError('NOT_FOUND', { what: 'invitation', id })
  }
  await ctx.record(serverInvitationStream(id), ServerInvitationRevoked({ invitationId: id }))
  return { done: true } as const
})
