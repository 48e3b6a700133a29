import type { TRPCRouterRecord } from '@trpc/server'
import { getCaptions } from './get-captions.ts'
import { putCaptions } from './put-captions.ts'
import { removeCaptions } from './remove-captions.ts'

export const captions = {
  put: putCaptions,
  get: getCaptions,
  remove: removeCaptions,
} satisfies TRPCRouterRecord
