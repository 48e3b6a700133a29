import { reason } from '../errors/reason.ts'

/** The reasons of organisations, their members and invitations. */
export const organisationErrors = {
  NO_HOUSEHOLD: reason<object>(
    'CONFLICT',
    () => 'You are in no household. Create one (organisations.create) or accept an invitation.',
  ),
  LAST_OWNER: reason<{ organisationId: number }>(
    'CONFLICT',
    ({ organisationId }) =>
      `The household or company ${organisationId} would have no owner any more whose account is in use: a disabled one, and one about to be deleted, does not count. Make another member owner first; who is alone in it deletes it instead.`,
  ),
  ORGANISATION_NOT_EMPTY: reason<{ holds: { what: string; count: number }[] }>(
    'CONFLICT',
    ({ holds }) =>
      `It cannot be deleted while it holds anything (${holds.map(({ what, count }) => `${what}: ${count}`).join(', ')}). Move or delete that first.`,
  ),
  ORGANISATION_LIMIT_REACHED: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) => `An account can be in ${limit} households and companies. Leave one first.`,
  ),
  MEMBER_LIMIT_REACHED: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) => `It has ${limit} members, and that is the limit. Somebody must leave first.`,
  ),
  ALREADY_MEMBER: reason<{ organisationId: number; role: string }>(
    'CONFLICT',
    ({ role }) =>
      `You are in it already, as ${role}. An invitation does not change a role; it is left for somebody else.`,
  ),
  ALREADY_INVITED: reason<{ invitationId: number }>(
    'CONFLICT',
    ({ invitationId }) =>
      `Invitation ${invitationId} to this address is still open. Withdraw it to send another.`,
  ),
  INVITATION_LIMIT_REACHED: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) => `${limit} invitations are open, and that is the limit. Withdraw one first.`,
  ),
  INVITATIONS_OF_THE_DAY_SENT: reason<{ limit: number }>(
    'TOO_MANY_REQUESTS',
    ({ limit }) => `You made ${limit} invitations within a day, and that is the limit.`,
  ),
  INVITATION_NOT_VALID: reason<object>(
    'NOT_FOUND',
    () =>
      'This invitation is not valid: it was answered or withdrawn, it is over, or it was copied incompletely. Ask for a new one.',
  ),
  INVITATION_FOR_ANOTHER_ADDRESS: reason<object>(
    'FORBIDDEN',
    () =>
      'This invitation was mailed to another address than that of your account. Sign in with the account of that address, or ask for a link.',
  ),
}
