import { renamingTask } from '@larder/api/src/videos/search/renaming-task.ts'
import { renamingsProjection } from '@larder/api/src/videos/search/renamings-projection.ts'
import type { Place } from '../../event-log/projections/place.ts'

/** Plans what renamed channels call for and does it as the worker does, unless it is broken off. */
export async function carryOutRenamings(
  place: Place,
  signal = new AbortController().signal,
): Promise<void> {
  await place.catchUp(renamingsProjection)
  const { database } = place.services
  const tasks = await database.reader
    .selectFrom('tasks')
    .selectAll()
    .where('kind', '=', renamingTask.kind)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .execute()
  for (const { id, dedupe_key: dedupeKey, subject, payload } of tasks) {
    const task = { id, dedupeKey, subject, payload, attempt: 1, signal }
    await renamingTask.perform(place.services, task)
    await database.writer.deleteFrom('tasks').where('id', '=', id).execute()
  }
}
