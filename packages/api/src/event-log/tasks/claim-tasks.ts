import type { Database, Tables } from '@larder/db'
import type { Selectable } from 'kysely'

export type TaskRow = Selectable<Tables['tasks']>

/** Longer than any attempt lasts: after it, whoever had the task is taken for dead. */
const CLAIM_GRACE_MS = 5_000

/** Claims tasks that are due: each goes to one process at a time. */
export async function claimTasks(
  database: Database,
  kind: { kind: string; withinMs: number },
  claim: { by: string; now: Date; most: number },
): Promise<TaskRow[]> {
  const now = claim.now.toISOString()
  const until = new Date(claim.now.getTime() + kind.withinMs + CLAIM_GRACE_MS).toISOString()
  const due = await database.reader
    .selectFrom('tasks')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', now)
    .where('kind', '=', kind.kind)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)]))
    .orderBy('next_try_at')
    .limit(claim.most)
    .execute()
  const claimed: TaskRow[] = []
  for (const task of due) {
    const { numUpdatedRows } = await database.transaction((db) =>
      db
        .updateTable('tasks')
        .set({ claimed_by: claim.by, claimed_until: until })
        .where('id', '=', task.id)
        .where('state', '=', 'waiting')
        .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)]))
        .executeTakeFirstOrThrow(),
    )
    if (numUpdatedRows === 1n) claimed.push(task)
  }
  return claimed
}
