import type { TRPCRouterRecord } from '@trpc/server'
import { createInvitation } from './create-invitation.ts'
import { listInvitations } from './list-invitations.ts'
import { revokeInvitation } from './revoke-invitation.ts'

export const invitations = {
  list: listInvitations,
  create: createInvitation,
  revoke: revokeInvitation,
} satisfies TRPCRouterRecord
