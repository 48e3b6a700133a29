import type { Writer } from '@larder/db'
import type { FileRow } from '../../files/queries.ts'

/** Counts more bytes of a held file on the quota, or less: also where that is exceeded by them. */
export async function countMore(db: Writer, file: FileRow, bytes: number): Promise<void> {
  await db
    .updateTable('files')
    .set((eb) => ({ counted_bytes: eb('counted_bytes', '+', bytes) }))
    .where('id', '=', file.id)
    .execute()
  if (file.account_id === null) return
  await db
    .updateTable('accounts')
    .set((eb) => ({ stored_bytes: eb('stored_bytes', '+', bytes) }))
    .where('id', '=', file.account_id)
    .execute()
}
