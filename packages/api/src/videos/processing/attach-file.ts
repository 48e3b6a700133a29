import type { Writer } from '@larder/db'
import type { RecordEvent } from '../../event-log/record.ts'
import { FileEdited } from '../../files/events.ts'
import type { OwnedFile } from '../../files/queries.ts'
import { streamOf } from '../../files/queries.ts'
import { VideoFileAttached, videoStream } from '../events.ts'
import type { VideoRow } from '../queries.ts'
import { dropFile } from './drop-file.ts'
import { planProcessing } from './plan-processing.ts'

interface Circumstances {
  db: Writer
  now: Date
  record: RecordEvent
}

/**
 * Gives a video a file of the same owner, both of them held, and plans to process it. A video that is
 * ready keeps what it has until the file is found to be good: it is incoming, in place of one that was so
 * before. Of any other it becomes the bytes at once, and what it had before is deleted.
 * Nobody but its owner reads it as a file from now on.
 */
export async function attachFile(
  { db, now, record }: Circumstances,
  video: VideoRow,
  file: OwnedFile,
): Promise<void> {
  if (video.file_id === file.id || video.incoming_file_id === file.id) return
  await keepForOwner({ db, record }, file)
  const isReady = video.state === 'ready'
  await db
    .updateTable('videos')
    .set(isReady ? asIncoming(file) : asBytes(file))
    .where('id', '=', video.id)
    .execute()
  const replacedFileId = isReady ? video.incoming_file_id : video.file_id
  await dropFile({ db, now, record }, replacedFileId)
  await planProcessing(db, { videoId: video.id, fileId: file.id }, now)
  const attached = { videoId: video.public_id, fileId: file.id, replacedFileId }
  await record(videoStream(video), VideoFileAttached(attached))
}

async function keepForOwner(
  { db, record }: Pick<Circumstances, 'db' | 'record'>,
  file: OwnedFile,
): Promise<void> {
  if (file.audience === 'owner') return
  await db.updateTable('files').set({ audience: 'owner' }).where('id', '=', file.id).execute()
  await record(streamOf(file), FileEdited({ fileId: file.id, changed: ['audience'] }))
}

function asIncoming({ id }: OwnedFile) {
  return { incoming_file_id: id, replacement_failure: null }
}

function asBytes({ id, hash }: OwnedFile) {
  return {
    state: 'processing' as const,
    failure: null,
    file_id: id,
    uploaded_hash: hash,
    duration_ms: null,
    width: null,
    height: null,
    video_codec: null,
    audio_codec: null,
    thumbnail: null,
  }
}
