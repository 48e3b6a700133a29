import type { Services } from '@larder/api'
import { apply } from '@larder/api/src/event-log/projections/apply-batch.ts'
import { findCursor, moveCursor } from '@larder/api/src/event-log/projections/cursor.ts'
import type { Projection } from '@larder/api/src/event-log/projections/define.ts'

const BATCH = 50

/** How it must not be done: the cursor moves in a transaction of its own. */
export async function applyCarelessly(
  { database, clock }: Services,
  projection: Projection,
): Promise<void> {
  const types = projection.reads.map(({ type }) => type)
  for (;;) {
    const { position = 0, generation = 1 } =
      (await findCursor(database.reader, projection.name)) ?? {}
    const rows = await database.reader
      .selectFrom('events')
      .selectAll()
      .where('position', '>', position)
      .orderBy('position')
      .limit(BATCH)
      .execute()
    const last = rows.at(-1)?.position
    if (!last) return
    const read = rows.filter(({ type }) => types.includes(type)) as Parameters<typeof apply>[2]
    await database.transaction((db) => apply(db, projection, read, generation))
    const lease = { holder: 'careless', now: clock.now() }
    await database.transaction((db) => moveCursor(db, projection.name, last, lease))
  }
}
