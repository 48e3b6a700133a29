import { z } from 'zod'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { MemberRoleChanged, memberStream } from '../events.ts'
import { holdForMember } from '../hold-organisation.ts'
import { withdrawBeyond } from '../invitations/withdraw-beyond.ts'
import { authorizeReach } from '../policy.ts'
import { requireAnotherOwner, requireMember } from '../rules.ts'
import { MemberId, OrganisationId, Role } from '../schema.ts'
import { writeRole } from './queries.ts'

export const setMemberRole = command({
  summary: 'Gives a member another role. Only owners make owners, and touch them.',
  scope: 'organisations:write',
  reasons: ['LAST_OWNER'],
  input: z.strictObject({ id: OrganisationId, accountId: MemberId, role: Role }),
  output: Done,
}).mutation(async ({ ctx, input: { id, accountId, role: to } }) => {
  const action = "change a member's role"
  const organisation = await holdForMember(ctx, id, action)
  const from = requireMember(organisation, accountId)
  authorizeReach(organisation.role, action, from, to)
  if (to !== 'owner') await requireAnotherOwner(ctx.db, organisation, accountId)
  if (to !== from) {
    await writeRole(ctx.db, { organisationId: id, accountId, role: to })
    await withdrawBeyond(ctx, id, { accountId, role: to })
    await ctx.record(memberStream(id, accountId), MemberRoleChanged({ accountId, from, to }))
  }
  return { done: true } as const
})
