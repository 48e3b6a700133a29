import type { TRPCRouterRecord } from '@trpc/server'
import { followEvents } from './follow-events.ts'
import { listEvents } from './list-events.ts'

export const events = {
  list: listEvents,
  follow: followEvents,
} satisfies TRPCRouterRecord
