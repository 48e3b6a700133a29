import { z } from 'zod'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { endMembership } from '../end-membership.ts'
import { holdForMember } from '../hold-organisation.ts'
import { authorizeReach } from '../policy.ts'
import { requireMember } from '../rules.ts'
import { MemberId, OrganisationId } from '../schema.ts'

export const removeMember = command({
  summary:
    'Removes a member, who sees nothing of it from the next request on. Only owners remove owners.',
  scope: 'organisations:write',
  reasons: ['LAST_OWNER'],
  input: z.strictObject({ id: OrganisationId, accountId: MemberId }),
  output: Done,
}).mutation(async ({ ctx, input: { id, accountId } }) => {
  const action = 'remove a member'
  const organisation = await holdForMember(ctx, id, action)
  authorizeReach(organisation.role, action, requireMember(organisation, accountId))
  const isSelf = accountId === ctx.actor.accountId
  await endMembership(ctx, organisation, accountId, isSelf ? 'left' : 'removed')
  return { done: true } as const
})
