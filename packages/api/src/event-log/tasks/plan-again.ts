import type { Writer } from '@larder/db'
import type { Work } from './define-task.ts'
import { runAgain } from './finish-task.ts'
import type { PlannedTask } from './plan-task.ts'
import { planTask } from './plan-task.ts'

/** Plans a task, or makes it due anew with all its attempts before it, whatever came of it. */
export async function planAgain<Payload extends object>(
  db: Writer,
  work: Work<Payload>,
  task: PlannedTask<NoInfer<Payload>>,
  now: Date,
): Promise<void> {
  await planTask(db, work, task, now)
  const { id } = await db
    .selectFrom('tasks')
    .select('id')
    .where('kind', '=', work.kind)
    .where('dedupe_key', '=', task.dedupeKey)
    .executeTakeFirstOrThrow()
  await runAgain(db, id, now)
}
