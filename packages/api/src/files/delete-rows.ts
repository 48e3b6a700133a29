import type { Writer } from '@larder/db'
import { release } from '../blobs/place.ts'
import type { FileRow } from './queries.ts'
import { holdFilesOf } from './queries.ts'

/**
 * Deletes some of the files of an account, or of an organisation. Answers how many, at most `limit`: 0
 * when there are none any more.
 */
export async function deleteFilesOf(
  db: Writer,
  owner: { accountId: number } | { organisationId: number },
  { limit, now }: { limit: number; now: Date },
): Promise<number> {
  const files = await holdFilesOf(db, owner, limit)
  for (const file of files) await deleteRows(db, file, now)
  return files.length
}

/** Deletes a held file: its rows, its references and what it takes of the quota, in one transaction. */
export async function deleteRows(db: Writer, file: FileRow, now: Date): Promise<void> {
  const renditions = await db
    .selectFrom('renditions')
    .select('blob_id')
    .where('file_id', '=', file.id)
    .execute()
  await db.deleteFrom('renditions').where('file_id', '=', file.id).execute()
  await db.deleteFrom('files').where('id', '=', file.id).execute()
  for (const blobId of [file.blob_id, ...renditions.map(({ blob_id }) => blob_id)]) {
    await release(db, blobId, now)
  }
  if (file.account_id === null) return
  await db
    .updateTable('accounts')
    .set((eb) => ({ stored_bytes: eb('stored_bytes', '-', file.counted_bytes) }))
    .where('id', '=', file.account_id)
    .execute()
}
