import { forgetting } from '../background/forgetting.ts'

export const forgettingInvitations = forgetting({
  table: 'organisation_invitations',
  overAt: 'expires_at',
})
