import type { Writer } from '@larder/db'
import type { PlannedTask } from '../../event-log/tasks/plan-task.ts'
import { planTask } from '../../event-log/tasks/plan-task.ts'

export const LADDER = 'video ladder'

/** The bytes that a ladder is made of, and their video. */
export interface ToLadder {
  videoId: number
  fileId: number
}

/** Plans to make the ladder of a video that is ready, once. */
export async function planLadder(db: Writer, what: ToLadder, now: Date): Promise<void> {
  await planTask(db, laddering(what), now)
}

/** The task that makes the ladder of one file. */
export function laddering({ videoId, fileId }: ToLadder): PlannedTask {
  const names = { dedupeKey: `ladder-${fileId}`, subject: `video-${videoId}` }
  return { kind: LADDER, ...names, payload: { videoId, fileId } }
}
