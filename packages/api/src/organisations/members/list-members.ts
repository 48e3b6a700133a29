import { z } from 'zod'
import { query } from '../../procedures/trpc.ts'
import { requireMembership } from '../membership.ts'
import { authorizeMember } from '../policy.ts'
import { Member, OrganisationId } from '../schema.ts'
import { membersOf } from './queries.ts'

export const listMembers = query({
  summary: 'Who is in a household or company, and as what; the longest first.',
  scope: 'organisations:read',
  input: z.strictObject({ id: OrganisationId }),
  output: z.object({ items: z.array(Member) }),
}).query(async ({ ctx, input: { id } }) => {
  const { role } = requireMembership(ctx.actor, { organisationId: id, what: 'organisation', id })
  authorizeMember(role, 'see members')
  return { items: await membersOf(ctx.db, id) }
})
