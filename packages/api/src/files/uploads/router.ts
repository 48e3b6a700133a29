import type { TRPCRouterRecord } from '@trpc/server'
import { cancelUpload } from './cancel-upload.ts'
import { listUploads } from './list-uploads.ts'

export const uploads = {
  list: listUploads,
  cancel: cancelUpload,
} satisfies TRPCRouterRecord
