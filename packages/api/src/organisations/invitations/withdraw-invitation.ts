import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { InvitationWithdrawn, organisationStream } from '../events.ts'
import { holdForMember } from '../hold-organisation.ts'
import { authorizeReach } from '../policy.ts'
import { deleteInvitation, findInvitation, findInvitationNow } from './queries.ts'
import { InvitationId } from './schema.ts'

export const withdrawInvitation = command({
  summary: 'Withdraws an invitation: its token is good for nothing any more.',
  scope: 'organisations:write',
  input: z.strictObject({ id: InvitationId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const seen = await findInvitation(ctx.db, id)
  const action = 'withdraw an invitation'
  const isMember = ctx.actor.memberships.some(
    ({ organisationId }) => organisationId === seen?.organisation_id,
  )
  const missing = new DomainError('NOT_FOUND', { what: 'invitation', id })
  if (!seen || !isMember) throw seen ? missing.withholding({ isForeign: true }) : missing
  const { role } = await holdForMember(ctx, seen.organisation_id, action)
  const invitation = await findInvitationNow(ctx.db, id)
  if (!invitation) throw missing
  authorizeReach(role, action, invitation.role)
  await deleteInvitation(ctx.db, id)
  const withdrawn = InvitationWithdrawn({ invitationId: id })
  await ctx.record(organisationStream(invitation.organisation_id), withdrawn)
  return { done: true } as const
})
