import type { Writer } from '@larder/db'
import { planTask } from '../event-log/tasks/plan-task.ts'
import type { Departure } from './define.ts'

/** The kind of task that erasing from the log is. */
export const ERASING = 'erasing'

/**
 * So long after the account is gone: what its credentials were refused meanwhile is counted for a
 * minute before it is recorded, and has to be erased too.
 */
const AFTER_MS = 90_000

/** Plans to erase from the log what an account and its organisations leave there. */
export async function planErasing(db: Writer, departure: Departure, now: Date): Promise<void> {
  const { accountId } = departure
  const names = { dedupeKey: `account-${accountId}`, subject: `departure-${accountId}` }
  const due = new Date(now.getTime() + AFTER_MS)
  await planTask(db, { kind: ERASING, ...names, payload: departure }, due)
}
