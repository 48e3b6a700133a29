import type { Writer } from '@larder/db'
import type { RecordEvent } from '../../event-log/record.ts'
import { deleteFilesOfVideo } from '../delete-rows.ts'
import { VideoPurged, videoStream } from '../events.ts'
import type { VideoRow } from '../queries.ts'

/**
 * Ends a held video for ever: from now on nobody finds it, not even its owner, and its bytes and their
 * share of the quota are given back. What is left of its rows is swept soon: see `sweepPurged`.
 */
export async function purge(
  { db, record }: { db: Writer; record: RecordEvent },
  video: VideoRow,
  now: Date,
): Promise<void> {
  await db
    .updateTable('videos')
    .set({ purged_at: now.toISOString(), file_id: null, incoming_file_id: null })
    .where('id', '=', video.id)
    .execute()
  await deleteFilesOfVideo(db, video, now)
  await record(videoStream(video), VideoPurged({ videoId: video.public_id }))
}
