import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { command } from '../procedures/trpc.ts'
import { OrganisationHandedOver, organisationStream } from './events.ts'
import { holdForMember } from './hold-organisation.ts'
import { withdrawBeyond } from './invitations/withdraw-beyond.ts'
import { writeRole } from './members/queries.ts'
import { shownOrganisation } from './queries.ts'
import { requireAnotherOwner, requireMember } from './rules.ts'
import { MemberId, Organisation, OrganisationId } from './schema.ts'

export const handOverOrganisation = command({
  summary: 'Makes another member owner in your place. You become an admin.',
  scope: 'organisations:write',
  reasons: ['LAST_OWNER'],
  input: z.strictObject({ id: OrganisationId, accountId: MemberId }),
  output: Organisation,
}).mutation(async ({ ctx, input: { id, accountId } }) => {
  const from = ctx.actor.accountId
  const organisation = await holdForMember(ctx, id, 'hand an organisation over')
  requireMember(organisation, accountId)
  if (accountId === from) throw new DomainError('NOT_FOUND', { what: 'other member', id: from })
  await requireAnotherOwner(ctx.db, organisation, from, accountId)
  await writeRole(ctx.db, { organisationId: id, accountId, role: 'owner' })
  await writeRole(ctx.db, { organisationId: id, accountId: from, role: 'admin' })
  await withdrawBeyond(ctx, id, { accountId: from, role: 'admin' })
  await ctx.record(organisationStream(id), OrganisationHandedOver({ from, to: accountId }))
  return shownOrganisation(ctx, id)
})
