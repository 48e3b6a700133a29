import type { Writer } from '@larder/db'
import { z } from 'zod'
import type { PlannedTask } from '../../event-log/tasks/plan-task.ts'
import { planTask } from '../../event-log/tasks/plan-task.ts'

/** The bytes that a ladder is made of, and their video. */
const ToLadder = z.object({ videoId: z.int(), fileId: z.int() })
export type ToLadder = z.infer<typeof ToLadder>

export const ladderWork = { kind: 'video ladder', payload: ToLadder }

/** Plans to make the ladder of a video that is ready, once. */
export async function planLadder(db: Writer, what: ToLadder, now: Date): Promise<void> {
  await planTask(db, ladderWork, laddering(what), now)
}

/** The task that makes the ladder of one file. */
export function laddering({ videoId, fileId }: ToLadder): PlannedTask<ToLadder> {
  const payload = { videoId, fileId }
  return { dedupeKey: `ladder-${fileId}`, subject: `video-${videoId}`, payload }
}
