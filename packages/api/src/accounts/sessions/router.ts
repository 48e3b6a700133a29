import type { TRPCRouterRecord } from '@trpc/server'
import { listSessions } from './list-sessions.ts'
import { revokeSession } from './revoke-session.ts'

export const sessions = {
  list: listSessions,
  revoke: revokeSession,
} satisfies TRPCRouterRecord
