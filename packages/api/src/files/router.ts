import type { TRPCRouterRecord } from '@trpc/server'
import { deleteFile } from './delete-file.ts'
import { editFile } from './edit-file.ts'
import { getFile } from './get-file.ts'
import { linkFile } from './links/link-file.ts'
import { listFiles } from './list-files.ts'
import { showUsage } from './show-usage.ts'
import { uploads } from './uploads/router.ts'

export const files = {
  list: listFiles,
  get: getFile,
  edit: editFile,
  delete: deleteFile,
  link: linkFile,
  usage: showUsage,
  uploads,
} satisfies TRPCRouterRecord
