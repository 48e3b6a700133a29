import type { Writer } from '@larder/db'
import { planAgain } from '../../event-log/tasks/plan-again.ts'
import type { PlannedTask } from '../../event-log/tasks/plan-task.ts'
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
  await planTask(db, processing(what), now)
}

/** Plans it anew, with all attempts before it, whatever came of it. */
export async function processAgain(db: Writer, what: ToProcess, now: Date): Promise<void> {
  await planAgain(db, processing(what), now)
}

function processing(what: ToProcess): PlannedTask {
  const { videoId, fileId, atMs } = what
  const dedupeKey = atMs === undefined ? `file-${fileId}` : `file-${fileId}-at-${atMs}`
  return { kind: PROCESSING, dedupeKey, subject: `video-${videoId}`, payload: what }
}
