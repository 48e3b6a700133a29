import { z } from 'zod'
import { Done } from '../procedures/done.ts'
import { command } from '../procedures/trpc.ts'
import { endMembership } from './end-membership.ts'
import { holdForMember } from './hold-organisation.ts'
import { OrganisationId } from './schema.ts'

export const leaveOrganisation = command({
  summary: 'Leaves a household or company. The last owner cannot.',
  scope: 'organisations:write',
  reasons: ['LAST_OWNER'],
  input: z.strictObject({ id: OrganisationId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const organisation = await holdForMember(ctx, id, 'leave an organisation')
  await endMembership(ctx, organisation, ctx.actor.accountId, 'left')
  return { done: true } as const
})
