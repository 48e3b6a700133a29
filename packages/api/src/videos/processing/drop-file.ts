import type { Writer } from '@larder/db'
import type { RecordEvent } from '../../event-log/record.ts'
import { deleteRows } from '../../files/delete-rows.ts'
import { FileDeleted } from '../../files/events.ts'
import { holdFile, streamOf } from '../../files/queries.ts'

/** Deletes a file that is the bytes of no video any more, and gives back what it takes of the quota. */
export async function dropFile(
  { db, now, record }: { db: Writer; now: Date; record: RecordEvent },
  fileId: number | null,
): Promise<void> {
  const file = fileId === null ? undefined : await holdFile(db, fileId)
  if (!file) return
  await deleteRows(db, file, now)
  await record(streamOf(file), FileDeleted({ fileId: file.id, size: file.size }))
}
