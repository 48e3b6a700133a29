import type { TRPCRouterRecord } from '@trpc/server'
import { listAudit } from './list-audit.ts'

export const audit = { list: listAudit } satisfies TRPCRouterRecord
