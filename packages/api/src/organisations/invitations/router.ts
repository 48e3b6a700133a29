import type { TRPCRouterRecord } from '@trpc/server'
import { acceptInvitation } from './accept-invitation.ts'
import { declineInvitation } from './decline-invitation.ts'
import { inviteMember } from './invite-member.ts'
import { listInvitations } from './list-invitations.ts'
import { lookAtInvitation } from './look-at-invitation.ts'
import { makeInvitationLink } from './make-link.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

export const invitations = {
  list: listInvitations,
  invite: inviteMember,
  makeLink: makeInvitationLink,
  withdraw: withdrawInvitation,
  look: lookAtInvitation,
  accept: acceptInvitation,
  decline: declineInvitation,
} satisfies TRPCRouterRecord
