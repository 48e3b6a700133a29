import type { Writer } from '@larder/db'

/** How long one can see what came of a task. */
const KEPT_DAYS = 30

const AT_ONCE = 500

/** Forgets some of what was done or failed long ago. Answers how many tasks. */
export async function forgetOldTasks(db: Writer, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString()
  const old = await db
    .selectFrom('tasks')
    .select('id')
    .where('finished_at', '<', before)
    .limit(AT_ONCE)
    .execute()
  if (old.length > 0) {
    await db
      .deleteFrom('tasks')
      .where(
        'id',
        'in',
        old.map(({ id }) => id),
      )
      // Unless it was sent for again meanwhile.
      .where('finished_at', '<', before)
      .execute()
  }
  return old.length
}
