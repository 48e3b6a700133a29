import type { Writer } from '@larder/db'
import { runAgain } from '../../event-log/tasks/finish-task.ts'
import { planTask } from '../../event-log/tasks/plan-task.ts'

export const PROCESSING = 'video processing'

/** The bytes that are to be processed, and the video that they were for. */
export interface ToProcess {
  videoId: number
  fileId: number
  /** Only a thumbnail is wanted, from this moment (milliseconds). */
  atMs?: number
}

/** Plans to process the bytes of a video, once. */
export async function planProcessing(db: Writer, what: ToProcess, now: Date): Promise<void> {
  const dedupeKey = dedupeKeyOf(what)
  const subject = `video-${what.videoId}`
  await planTask(db, { kind: PROCESSING, dedupeKey, subject, payload: what }, now)
}

/** Plans it anew, with all attempts before it, whatever came of it. */
export async function processAgain(db: Writer, what: ToProcess, now: Date): Promise<void> {
  await planProcessing(db, what, now)
  const { id } = await db
    .selectFrom('tasks')
    .select('id')
    .where('kind', '=', PROCESSING)
    .where('dedupe_key', '=', dedupeKeyOf(what))
    .executeTakeFirstOrThrow()
  await runAgain(db, id, now)
}

function dedupeKeyOf({ fileId, atMs }: ToProcess): string {
  return atMs === undefined ? `file-${fileId}` : `file-${fileId}-at-${atMs}`
}
