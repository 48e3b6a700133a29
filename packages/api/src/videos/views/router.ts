import type { TRPCRouterRecord } from '@trpc/server'
import { countView } from './count-view.ts'

export const views = { count: countView } satisfies TRPCRouterRecord
