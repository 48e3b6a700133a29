import type { Database } from '@larder/db'
import type { Storage } from '../../blobs/storage.ts'
import { removeIncoming } from './incoming.ts'

/**
 * Removes an upload with its bytes, and with them what it kept free on the quota. Bytes first: what has
 * no row any more would be found by nobody.
 */
export async function discardUpload(
  { database, storage }: { database: Database; storage: Storage },
  uploadId: string,
): Promise<void> {
  await removeIncoming(storage, uploadId)
  await database.transaction((db) => db.deleteFrom('uploads').where('id', '=', uploadId).execute())
}
