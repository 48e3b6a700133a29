import { defineGroup } from '../../command/define.ts'
import { cancelUpload } from './cancel.ts'
import { deleteFile } from './delete.ts'
import { downloadFile } from './download.ts'
import { editFile } from './edit.ts'
import { linkFile } from './link.ts'
import { listFiles } from './list.ts'
import { showFile } from './show.ts'
import { uploadFiles } from './upload.ts'
import { listUploads } from './uploads.ts'
import { showUsage } from './usage.ts'

export const files = defineGroup('files', 'Pictures, documents and whatever else you keep', [
  uploadFiles,
  downloadFile,
  listFiles,
  showFile,
  editFile,
  deleteFile,
  linkFile,
  showUsage,
  listUploads,
  cancelUpload,
])
