import type { Writer } from '@larder/db'
import { planTask } from '../../event-log/tasks/plan-task.ts'

export const LADDER = 'video ladder'

/** The bytes that a ladder is made of, and their video. */
export interface ToLadder {
  videoId: number
  fileId: number
}

/** Plans to make the ladder of a video that is ready, once. */
export async function planLadder(db: Writer, what: ToLadder, now: Date): Promise<void> {
  const { videoId, fileId } = what
  const names = { dedupeKey: keyOfLadder(what), subject: `video-${videoId}` }
  await planTask(db, { kind: LADDER, ...names, payload: { videoId, fileId } }, now)
}

/** What tells the task of one file from those of others. */
export function keyOfLadder({ fileId }: ToLadder): string {
  return `ladder-${fileId}`
}
