import type { Writer } from '@larder/db'
import type { LeavingPart } from '../leaving/define.ts'
import { deleteFilesOf } from './delete-rows.ts'
import { exportedFiles } from './exported.ts'

/** A file has several rows, and others that count. */
const FILES_AT_ONCE = 50

export const filesLeaving: LeavingPart = {
  files: exportedFiles,
  exports: ['files', 'renditions'],
  notExported: { uploads: 'bytes that are not whole; they last for a day' },
  deletes: ['files', 'renditions', 'uploads'],
  notDeleted: {
    blobs: 'hashes and sizes, of nobody; with its bytes it is swept once nothing refers to it',
  },
  // Their bytes, and those of uploads that lie on some machine, go with the next sweeps.
  async delete(db, { accountId, organisationIds }, now) {
    const owners = [{ accountId }, ...organisationIds.map((organisationId) => ({ organisationId }))]
    for (const owner of owners) {
      const files = await deleteFilesOf(db, owner, { limit: FILES_AT_ONCE, now })
      if (files > 0) return files
    }
    return deleteUploads(db, accountId)
  },
}

async function deleteUploads(db: Writer, accountId: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('uploads')
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
