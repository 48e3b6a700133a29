import { z } from 'zod'
import { query } from '../../procedures/trpc.ts'
import { requireMembership } from '../membership.ts'
import { authorizeMember } from '../policy.ts'
import { OrganisationId } from '../schema.ts'
import { invitationsOf } from './queries.ts'
import { Invitation } from './schema.ts'

export const listInvitations = query({
  summary: 'The invitations to a household or company that nobody answered yet, the newest first.',
  scope: 'organisations:read',
  input: z.strictObject({ id: OrganisationId }),
  output: z.object({ items: z.array(Invitation) }),
}).query(async ({ ctx, input: { id } }) => {
  const { role } = requireMembership(ctx.actor, { organisationId: id, what: 'organisation', id })
  authorizeMember(role, 'see invitations')
  return { items: await invitationsOf(ctx.db, id, ctx.clock.now()) }
})
