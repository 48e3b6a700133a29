import type { Database } from '@larder/db'
import { deleteSome } from '@larder/db'
import type { Services } from '../../context.ts'
import { applyBatch } from './apply-batch.ts'
import { beginCursor, findCursor, holdCursor } from './cursor.ts'
import type { Projection } from './define.ts'

const DELETED_AT_ONCE = 500

/** The cursor of the generation that a rebuild is filling. */
export function shadowOf(name: string): string {
  return `${name}~next`
}

/**
 * Derives a projection anew from the first event, beside the one that readers go on seeing, and then
 * swaps them in one transaction. Started again after a crash, it goes on where it was; several
 * processes may start it, one of them works. Answers the generation that readers see now.
 */
export async function rebuild(
  services: Services,
  projection: Projection,
  holder: string,
): Promise<number> {
  const { database } = services
  const shadow = shadowOf(projection.name)
  const before = await findCursor(database.reader, projection.name)
  const known = await findCursor(database.reader, shadow)
  if (known?.version !== projection.version) {
    // Left over from a rebuild for another version, or from rows that a crash kept from deletion.
    const generation = Math.max(before?.generation ?? 0, known?.generation ?? 0) + 1
    await clear(database, projection, generation)
    await database.transaction(async (db) => {
      await db.deleteFrom('projections').where('name', '=', shadow).execute()
      await db.deleteFrom('parked_events').where('projection', '=', shadow).execute()
      await beginCursor(db, shadow, projection, generation)
    })
  }
  for (;;) {
    const passed = await applyBatch(services, shadow, projection, holder)
    if (passed !== 0 && passed !== null) continue
    const swapped = await swap(database, projection)
    if (swapped !== null) {
      if (before) await clear(database, projection, before.generation)
      return swapped
    }
    await services.log.waitBeyond(services.log.head, 100)
  }
}

/** Puts the shadow in place of what readers see, once it has come as far. */
async function swap(database: Database, projection: Projection): Promise<number | null> {
  const { name } = projection
  return database.transaction(async (db) => {
    const live = await holdCursor(db, name)
    const shadow = await holdCursor(db, shadowOf(name))
    if (!shadow) return live?.generation ?? 0
    if (live && shadow.position < live.position) return null
    await db.deleteFrom('projections').where('name', 'in', [name, shadow.name]).execute()
    await db
      .insertInto('projections')
      .values({ ...shadow, name })
      .execute()
    await db.deleteFrom('parked_events').where('projection', '=', name).execute()
    await db
      .updateTable('parked_events')
      .set({ projection: name })
      .where('projection', '=', shadow.name)
      .execute()
    return shadow.generation
  })
}

/** Deletes a generation that nobody reads any more, a little at a time. */
async function clear(
  database: Database,
  { tables }: Projection,
  generation: number,
): Promise<void> {
  for (const table of tables) {
    const some = (): Promise<number> =>
      database.transaction((db) => deleteSome(db, table, generation, DELETED_AT_ONCE))
    while ((await some()) === DELETED_AT_ONCE);
  }
}
