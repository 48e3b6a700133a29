import type { TRPCRouterRecord } from '@trpc/server'
import { getNotices } from './get-notices.ts'
import { setNotices } from './set-notices.ts'

export const notices = { get: getNotices, set: setNotices } satisfies TRPCRouterRecord
