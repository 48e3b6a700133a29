import type { Reader, Writer } from '@larder/db'
import { runAgain } from './finish-task.ts'

/** A task that no attempt is left for. */
export interface FailedTask {
  id: number
  kind: string
  subject: string
  attempts: number
  outcome: string | null
  finishedAt: string | null
}

/** The tasks that failed, newest first. */
export function failedTasks(db: Reader, limit: number): Promise<FailedTask[]> {
  return db
    .selectFrom('tasks')
    .select(['id', 'kind', 'subject', 'attempts', 'outcome', 'finished_at as finishedAt'])
    .where('state', '=', 'failed')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Makes a failed task due now, with all its attempts before it. Answers false if it has not failed. */
export async function retryTask(db: Writer, id: number, now: Date): Promise<boolean> {
  const failed = await db
    .selectFrom('tasks')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  if (failed) await runAgain(db, id, now)
  return failed !== undefined
}
