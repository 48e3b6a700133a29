import type { Writer } from '@larder/db'
import type { RecordEvent } from '../../event-log/record.ts'
import { deleteRows } from '../../files/delete-rows.ts'
import { FileDeleted } from '../../files/events.ts'
import type { OwnedFile } from '../../files/queries.ts'
import { holdFile, streamOf } from '../../files/queries.ts'
import { VideoFileAttached, videoStream } from '../events.ts'
import type { VideoRow } from '../queries.ts'
import { planProcessing } from './plan-processing.ts'

interface Circumstances {
  db: Writer
  now: Date
  record: RecordEvent
}

/**
 * Makes a file the bytes of a video of the same owner, both of them held, and plans to process it. What
 * the video had before is deleted; its link, its words and its counters stay.
 */
export async function attachFile(
  { db, now, record }: Circumstances,
  video: VideoRow,
  file: OwnedFile,
): Promise<void> {
  const { file_id: replacedFileId } = video
  if (replacedFileId === file.id) return
  await db
    .updateTable('videos')
    .set({
      state: 'processing',
      failure: null,
      file_id: file.id,
      uploaded_hash: file.hash,
      duration_ms: null,
      width: null,
      height: null,
      video_codec: null,
      audio_codec: null,
      thumbnail: null,
    })
    .where('id', '=', video.id)
    .execute()
  const replaced = replacedFileId === null ? undefined : await holdFile(db, replacedFileId)
  if (replaced) {
    await deleteRows(db, replaced, now)
    const { id: fileId, size } = replaced
    await record(streamOf(replaced), FileDeleted({ fileId, size }))
  }
  await planProcessing(db, { videoId: video.id, fileId: file.id }, now)
  const attached = { videoId: video.public_id, fileId: file.id, replacedFileId }
  await record(videoStream(video), VideoFileAttached(attached))
}
