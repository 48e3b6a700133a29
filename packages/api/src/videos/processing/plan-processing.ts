import type { Writer } from '@larder/db'
import { z } from 'zod'
import { planAgain } from '../../event-log/tasks/plan-again.ts'
import type { PlannedTask } from '../../event-log/tasks/plan-task.ts'
import { planTask } from '../../event-log/tasks/plan-task.ts'

/** The bytes that are to be processed, and the video that they were for. */
const ToProcess = z.object({
  videoId: z.int(),
  fileId: z.int(),
  /** Only a thumbnail is wanted, from this moment (milliseconds). */
  atMs: z.int().exactOptional(),
})
export type ToProcess = z.infer<typeof ToProcess>

export const processingWork = { kind: 'video processing', payload: ToProcess }

/** Plans to process the bytes of a video, once. */
export async function planProcessing(db: Writer, what: ToProcess, now: Date): Promise<void> {
  await planTask(db, processingWork, processing(what), now)
}

/** Plans it anew, with all attempts before it, whatever came of it. */
export async function processAgain(db: Writer, what: ToProcess, now: Date): Promise<void> {
  await planAgain(db, processingWork, processing(what), now)
}

function processing(what: ToProcess): PlannedTask<ToProcess> {
  const { videoId, fileId, atMs } = what
  const dedupeKey = atMs === undefined ? `file-${fileId}` : `file-${fileId}-at-${atMs}`
  return { dedupeKey, subject: `video-${videoId}`, payload: what }
}
