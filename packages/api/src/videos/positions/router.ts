import type { TRPCRouterRecord } from '@trpc/server'
import { savePosition } from './save-position.ts'

export const positions = { save: savePosition } satisfies TRPCRouterRecord
