import type { Writer } from '@larder/db'
import { deleteRows } from '../files/delete-rows.ts'
import { holdFile } from '../files/queries.ts'
import { everyBelonging } from './belongings.ts'

/**
 * Deletes some of a held video, few enough that nobody waits long: what belongs to it first, and at last
 * its row with its bytes and what they take of the quota. Answers how many rows; 0 is never among them.
 */
export async function deleteSomeOfVideo(
  db: Writer,
  { id, file_id }: { id: number; file_id: number | null },
  now: Date,
): Promise<number> {
  for (const belongings of everyBelonging) {
    const deleted = await belongings(db, id)
    if (deleted > 0) return deleted
  }
  await db.deleteFrom('videos').where('id', '=', id).execute()
  const file = file_id === null ? undefined : await holdFile(db, file_id)
  if (file) await deleteRows(db, file, now)
  return 1
}
