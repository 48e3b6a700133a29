import type { Writer } from '@larder/db'
import type { TaskRow } from './claim-tasks.ts'

const LONGEST_OUTCOME = 1_000

/** What an attempt came to. */
export type Outcome =
  | { state: 'done'; outcome: string }
  | { state: 'failed'; outcome: string }
  | { state: 'waiting'; outcome: string; retryInSeconds: number }

/** Writes down what came of an attempt, unless the claim was lost to another process meanwhile. */
export async function finishTask(
  db: Writer,
  { id, attempts }: TaskRow,
  by: string,
  result: Outcome,
  now: Date,
): Promise<void> {
  const next =
    result.state === 'waiting'
      ? new Date(now.getTime() + result.retryInSeconds * 1_000).toISOString()
      : null
  await db
    .updateTable('tasks')
    .set({
      state: result.state,
      attempts: attempts + 1,
      next_try_at: next,
      claimed_by: null,
      claimed_until: null,
      outcome: result.outcome.slice(0, LONGEST_OUTCOME),
      finished_at: result.state === 'waiting' ? null : now.toISOString(),
    })
    .where('id', '=', id)
    .where('claimed_by', '=', by)
    .execute()
}

/** Makes a task due now, with all its attempts before it; finished or failed ones too. */
export async function runAgain(db: Writer, id: number, now: Date): Promise<void> {
  await db
    .updateTable('tasks')
    .set({ state: 'waiting', attempts: 0, next_try_at: now.toISOString(), finished_at: null })
    .where('id', '=', id)
    .execute()
}
