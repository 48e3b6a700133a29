import type { Writer } from '@larder/db'
import { isDuplicate } from '@larder/db'
import type { Work } from './define-task.ts'

export interface PlannedTask<Payload extends object> {
  /** The same key is planned once, however often the events behind it are read. */
  dedupeKey: string
  /** What it is done for, for example `webhook-4`. */
  subject: string
  payload: Payload
}

/**
 * Plans work on the outside world, in the transaction of what calls for it. It is done at least once:
 * whoever receives it tells repetitions apart by the key.
 */
export async function planTask<Payload extends object>(
  db: Writer,
  { kind }: Work<Payload>,
  task: PlannedTask<NoInfer<Payload>>,
  now: Date,
): Promise<void> {
  try {
    await db
      .insertInto('tasks')
      .values({
        kind,
        dedupe_key: task.dedupeKey,
        subject: task.subject,
        payload: JSON.stringify(task.payload),
        state: 'waiting',
        attempts: 0,
        next_try_at: now.toISOString(),
        claimed_by: null,
        claimed_until: null,
        outcome: null,
        created_at: now.toISOString(),
        finished_at: null,
      })
      .execute()
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}
