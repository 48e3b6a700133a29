import type { TRPCRouterRecord } from '@trpc/server'
import { listMembers } from './list-members.ts'
import { removeMember } from './remove-member.ts'
import { setMemberRole } from './set-member-role.ts'

export const members = {
  list: listMembers,
  setRole: setMemberRole,
  remove: removeMember,
} satisfies TRPCRouterRecord
