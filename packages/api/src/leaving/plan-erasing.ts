import type { Writer } from '@larder/db'
import { z } from 'zod'
import type { Work } from '../event-log/tasks/define-task.ts'
import { planTask } from '../event-log/tasks/plan-task.ts'
import type { Departure } from './define.ts'

export const erasingWork: Work<Departure> = {
  kind: 'erasing',
  payload: z.object({ accountId: z.int(), organisationIds: z.array(z.int()) }),
}

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
  await planTask(db, erasingWork, { ...names, payload: departure }, due)
}
