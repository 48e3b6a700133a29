import type { Reader, Writer } from '@larder/db'
import type { Services } from '../../context.ts'
import { planAgain } from '../../event-log/tasks/plan-again.ts'
import { MASTER_LABEL } from './labels.ts'
import type { ToLadder } from './plan-ladder.ts'
import { laddering, ladderWork } from './plan-ladder.ts'

const VIDEOS_AT_ONCE = 100

/**
 * Plans to make the ladders of all videos that are ready without one: of those from before it was turned
 * on, and of those for which it failed. What waits already is left alone. Answers how many it planned.
 */
export async function planMissingLadders({
  database,
  clock,
}: Pick<Services, 'database' | 'clock'>): Promise<number> {
  let planned = 0
  for (let after = 0; ; ) {
    const some = await withoutLadder(database.reader, after)
    const last = some.at(-1)
    if (!last) return planned
    planned += await database.transaction((db) => planAnew(db, some, clock.now()))
    after = last.videoId
  }
}

function withoutLadder(db: Reader, after: number): Promise<ToLadder[]> {
  return db
    .selectFrom('videos')
    .innerJoin('files', 'files.id', 'videos.file_id')
    .select(['videos.id as videoId', 'files.id as fileId'])
    .where('videos.id', '>', after)
    .where('videos.state', '=', 'ready')
    .where('videos.purged_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('renditions')
            .select('renditions.label')
            .whereRef('renditions.file_id', '=', 'files.id')
            .where('renditions.label', '=', MASTER_LABEL),
        ),
      ),
    )
    .orderBy('videos.id')
    .limit(VIDEOS_AT_ONCE)
    .execute()
}

/** A task that is over would keep its place from being planned: it is made due again. */
async function planAnew(db: Writer, videos: ToLadder[], now: Date): Promise<number> {
  const tasks = videos.map(laddering)
  const keys = tasks.map(({ dedupeKey }) => dedupeKey)
  const waiting = await db
    .selectFrom('tasks')
    .select('dedupe_key')
    .where('kind', '=', ladderWork.kind)
    .where('dedupe_key', 'in', keys)
    .where('state', '=', 'waiting')
    .execute()
  const planned = new Set(waiting.map(({ dedupe_key }) => dedupe_key))
  const missing = tasks.filter(({ dedupeKey }) => !planned.has(dedupeKey))
  for (const task of missing) await planAgain(db, ladderWork, task, now)
  return missing.length
}
