import type { Writer } from '@larder/db'
import type { Clock } from '../../context.ts'
import type { RecordEvent } from '../../event-log/record.ts'
import { deleteRows } from '../delete-rows.ts'
import { FileDeleted } from '../events.ts'
import { streamOf } from '../queries.ts'
import type { PictureColumn } from './queries.ts'
import { holdPictureOf } from './queries.ts'

interface Circumstances {
  db: Writer
  clock: Clock
  record: RecordEvent
}

/**
 * Deletes the file of the picture of an account or organisation that is held. Answers its id, or null
 * when there is no picture.
 */
export async function removePictureOf(
  { db, clock, record }: Circumstances,
  column: PictureColumn,
  id: number,
): Promise<number | null> {
  const file = await holdPictureOf(db, column, id)
  if (!file) return null
  await deleteRows(db, file, clock.now())
  await record(streamOf(file), FileDeleted({ fileId: file.id, size: file.size }))
  return file.id
}
