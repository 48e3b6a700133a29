import { z } from 'zod'
import { accountStream } from '../../accounts/events.ts'
import { getAccount, holdAccount } from '../../accounts/queries.ts'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { InvitationAccepted, MemberJoined, memberStream } from '../events.ts'
import { countOrganisations, insertMember, shownOrganisation } from '../queries.ts'
import { Organisation } from '../schema.ts'
import { holdByToken } from './hold-by-token.ts'
import { deleteInvitation } from './queries.ts'
import { InvitationToken } from './schema.ts'

export const acceptInvitation = command({
  summary: 'Joins the household or company that an invitation is for.',
  scope: 'organisations:write',
  reasons: [
    'INVITATION_NOT_VALID',
    'INVITATION_FOR_ANOTHER_ADDRESS',
    'ALREADY_MEMBER',
    'MEMBER_LIMIT_REACHED',
    'ORGANISATION_LIMIT_REACHED',
  ],
  input: z.strictObject({ token: InvitationToken }),
  output: Organisation,
}).mutation(async ({ ctx, input: { token } }) => {
  const { db, limits, record } = ctx
  const { accountId } = ctx.actor
  await holdAccount(db, accountId)
  const { organisation, invitation } = await holdByToken(ctx, token)
  const { id: organisationId, kind, members } = organisation
  const { email_key: key } = await getAccount(db, accountId)
  if (invitation.email_key !== null && invitation.email_key !== key) {
    throw new DomainError('INVITATION_FOR_ANOTHER_ADDRESS', {})
  }
  const present = members.get(accountId)
  if (present) throw new DomainError('ALREADY_MEMBER', { organisationId, role: present })
  if (members.size >= limits.membersPerOrganisation) {
    throw new DomainError('MEMBER_LIMIT_REACHED', { limit: limits.membersPerOrganisation })
  }
  if ((await countOrganisations(db, accountId)) >= limits.organisationsPerAccount) {
    throw new DomainError('ORGANISATION_LIMIT_REACHED', { limit: limits.organisationsPerAccount })
  }
  const { id: invitationId, role } = invitation
  await insertMember(db, { organisationId, accountId, role, now: ctx.clock.now() })
  await deleteInvitation(db, invitationId)
  const joined = MemberJoined({ accountId, role, invitationId })
  await record(memberStream(organisationId, accountId), joined)
  await record(accountStream(accountId), InvitationAccepted({ organisationId, kind, role }))
  return shownOrganisation(ctx, organisationId)
})
