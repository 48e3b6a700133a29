import type { Writer } from '@larder/db'
import type { TaskRow } from './claim-tasks.ts'

const LONGEST_OUTCOME = 1_000

/** What an attempt came to. */
export type Outcome =
  | { state: 'done'; outcome: string; forgetsPayload: boolean }
  | { state: 'failed'; outcome: string }
  | { state: 'waiting'; outcome: string; retryInSeconds: number }
  /** It was broken off by the end of the process, and does not count. */
  | { state: 'broken off' }

/**
 * Writes down what came of an attempt, unless the claim was lost to another process meanwhile: then it
 * answers false.
 */
export async function finishTask(
  db: Writer,
  { id, attempts }: TaskRow,
  by: string,
  result: Outcome,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tasks')
    .set({
      claimed_by: null,
      claimed_until: null,
      ...(result.state === 'broken off' ? {} : { ...after(result, now), attempts: attempts + 1 }),
    })
    .where('id', '=', id)
    .where('claimed_by', '=', by)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

function after(result: Exclude<Outcome, { state: 'broken off' }>, now: Date) {
  const outcome = result.outcome.slice(0, LONGEST_OUTCOME)
  if (result.state !== 'waiting') {
    return {
      state: result.state,
      next_try_at: null,
      outcome,
      finished_at: now.toISOString(),
      // Of one that failed it is kept: an operator may have it tried again.
      ...(result.state === 'done' && result.forgetsPayload ? { payload: '{}' } : {}),
    }
  }
  const next = new Date(now.getTime() + result.retryInSeconds * 1_000).toISOString()
  return { next_try_at: next, outcome }
}

/**
 * Makes a task due now, with all its attempts before it; finished or failed ones too. What comes of
 * an attempt that is running is no longer asked for.
 */
export async function runAgain(db: Writer, id: number, now: Date): Promise<void> {
  await db
    .updateTable('tasks')
    .set({
      state: 'waiting',
      attempts: 0,
      next_try_at: now.toISOString(),
      claimed_by: null,
      claimed_until: null,
      finished_at: null,
    })
    .where('id', '=', id)
    .execute()
}
