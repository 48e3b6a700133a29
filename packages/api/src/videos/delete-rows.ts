import type { Writer } from '@larder/db'
import { deleteRows } from '../files/delete-rows.ts'
import { holdFile } from '../files/queries.ts'
import { everyBelonging } from './belongings.ts'
import type { VideoRow } from './queries.ts'

/** A video with the files that only it has a use for. */
export type VideoWithFiles = Pick<VideoRow, 'id' | 'file_id' | 'incoming_file_id'>

/**
 * Deletes some of a held video, few enough that nobody waits long: what belongs to it first, and at last
 * its row with its bytes and what they take of the quota. Answers how many rows; 0 is never among them.
 */
export async function deleteSomeOfVideo(
  db: Writer,
  video: VideoWithFiles,
  now: Date,
): Promise<number> {
  for (const belongings of everyBelonging) {
    const deleted = await belongings(db, video.id)
    if (deleted > 0) return deleted
  }
  await db.deleteFrom('videos').where('id', '=', video.id).execute()
  await deleteFilesOfVideo(db, video, now)
  return 1
}

/** Deletes the bytes of a video, and those that are to replace them. Its row names neither any more. */
export async function deleteFilesOfVideo(
  db: Writer,
  { file_id, incoming_file_id }: VideoWithFiles,
  now: Date,
): Promise<void> {
  for (const id of [file_id, incoming_file_id]) {
    const file = id === null ? undefined : await holdFile(db, id)
    if (file) await deleteRows(db, file, now)
  }
}
