import type { Writer } from '@larder/db'
import { runAgain } from './finish-task.ts'
import type { PlannedTask } from './plan-task.ts'
import { planTask } from './plan-task.ts'

/** Plans a task, or makes it due anew with all its attempts before it, whatever came of it. */
export async function planAgain(db: Writer, task: PlannedTask, now: Date): Promise<void> {
  await planTask(db, task, now)
  const { id } = await db
    .selectFrom('tasks')
    .select('id')
    .where('kind', '=', task.kind)
    .where('dedupe_key', '=', task.dedupeKey)
    .executeTakeFirstOrThrow()
  await runAgain(db, id, now)
}
