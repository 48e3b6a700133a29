import { z } from 'zod'
import { query } from '../procedures/trpc.ts'
import { requireMembership } from './membership.ts'
import { authorizeMember } from './policy.ts'
import { shownOrganisation } from './queries.ts'
import { Organisation, OrganisationId } from './schema.ts'

export const getOrganisation = query({
  summary: 'One household or company that you are in.',
  scope: 'organisations:read',
  input: z.strictObject({ id: OrganisationId }),
  output: Organisation,
}).query(({ ctx, input: { id } }) => {
  const { role } = requireMembership(ctx.actor, { organisationId: id, what: 'organisation', id })
  authorizeMember(role, 'see an organisation')
  return shownOrganisation(ctx, id)
})
