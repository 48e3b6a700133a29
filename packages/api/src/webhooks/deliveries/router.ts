import type { TRPCRouterRecord } from '@trpc/server'
import { getDelivery } from './get-delivery.ts'
import { listDeliveries } from './list-deliveries.ts'
import { resendDelivery } from './resend-delivery.ts'

export const deliveries = {
  list: listDeliveries,
  get: getDelivery,
  resend: resendDelivery,
} satisfies TRPCRouterRecord
