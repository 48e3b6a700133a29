import type { Database, Tables } from '@larder/db'
import type { Selectable } from 'kysely'

export type TaskRow = Selectable<Tables['tasks']>

/** Longer than any attempt lasts: after it, whoever had the task is taken for dead. */
const CLAIM_GRACE_MS = 5_000

export interface Claim {
  by: string
  now: Date
  most: number
  /** Subjects that have as many attempts running as they may. */
  except: readonly string[]
  /** How many more tasks of one subject at most. */
  mostOf: (subject: string) => number
}

/** Claims tasks that are due: each goes to one process at a time. */
export async function claimTasks(
  database: Database,
  kind: { kind: string; withinMs: number },
  claim: Claim,
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
    .$if(claim.except.length > 0, (query) => query.where('subject', 'not in', claim.except))
    .orderBy('next_try_at')
    .limit(claim.most)
    .execute()
  const claimed: TaskRow[] = []
  for (const task of due) {
    const ofSubject = claimed.filter(({ subject }) => subject === task.subject).length
    if (ofSubject >= claim.mostOf(task.subject)) continue
    const { numUpdatedRows } = await database.transaction((db) =>
      db
        .updateTable('tasks')
        .set({ claimed_by: claim.by, claimed_until: until })
        .where('id', '=', task.id)
        .where('state', '=', 'waiting')
        // Unless another process had it meanwhile, and gave it back for later.
        .where('next_try_at', '<=', now)
        .where('attempts', '=', task.attempts)
        .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)]))
        .executeTakeFirstOrThrow(),
    )
    if (numUpdatedRows === 1n) claimed.push(task)
  }
  return claimed
}
