import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@larder/db'
import { deleteSome } from '@larder/db'
import { sql } from 'kysely'
import type { Services } from '../../context.ts'
import { applyBatch } from './apply-batch.ts'
import { beginCursor, findCursor, holdCursor } from './cursor.ts'
import type { Projection } from './define.ts'

const DELETED_AT_ONCE = 500

/** While another process fills the shadow: how often it is looked whether that is done. */
const LOOK_AGAIN_MS = 100

export interface RebuildOptions {
  /** Names this process among those on the same database. */
  holder: string
  /** Stops it between two batches; whoever starts it again goes on from there. */
  signal?: AbortSignal
  /** Only if what readers see is of an older version. */
  ifOlder?: boolean
}

/** The cursor of the generation that a rebuild is filling. */
export function shadowOf(name: string): string {
  return `${name}~next`
}

/**
 * Derives a projection anew from the first event, beside the one that readers go on seeing, and then
 * swaps them in one transaction. Started again after a crash, it goes on where it was; several
 * processes may start it, one of them works.
 */
export async function rebuild(
  services: Services,
  projection: Projection,
  { holder, signal, ifOlder = false }: RebuildOptions,
): Promise<void> {
  const { database } = services
  if (projection.tables.length === 0) return adopt(database, projection)
  if (!(await beginShadow(database, projection, ifOlder))) return
  while (!signal?.aborted) {
    const began = performance.now()
    const reached = await applyBatch(services, shadowOf(projection.name), projection, holder)
    const live = await findCursor(database.reader, projection.name)
    if (reached === null || reached >= (live?.position ?? 0)) {
      if (await swap(database, projection)) return clearUnseen(database, projection)
    }
    // Half of the time is the writers': across processes SQLite lets nobody queue.
    await sleep(reached === null ? LOOK_AGAIN_MS : performance.now() - began)
  }
}

/** Goes on where it is under the new version: of what a projection only plans, nothing is repeated. */
async function adopt(database: Database, { name, version }: Projection): Promise<void> {
  await database.transaction((db) =>
    db.updateTable('projections').set({ version }).where('name', '=', name).execute(),
  )
}

/** Begins a generation, unless this version of it has been begun. Answers whether there is one. */
function beginShadow(
  database: Database,
  projection: Projection,
  ifOlder: boolean,
): Promise<boolean> {
  const { name, version } = projection
  return database.transaction(async (db) => {
    const live = await holdCursor(db, name)
    if (ifOlder && live && live.version >= version) return false
    const shadow = await holdCursor(db, shadowOf(name))
    if (Math.max(live?.version ?? 0, shadow?.version ?? 0) > version) {
      throw new Error(`A newer version of "${name}" is at work: this one is not rebuilt.`)
    }
    if (shadow?.version === version) return true
    await db.deleteFrom('projections').where('name', '=', shadowOf(name)).execute()
    await db.deleteFrom('parked_events').where('projection', '=', shadowOf(name)).execute()
    const generation = Math.max(live?.generation ?? 0, shadow?.generation ?? 0) + 1
    await beginCursor(db, shadowOf(name), projection, generation)
    return true
  })
}

/** Puts the shadow in place of what readers see, once it has come as far. Answers whether it is there. */
async function swap(database: Database, { name }: Projection): Promise<boolean> {
  return database.transaction(async (db) => {
    const live = await holdCursor(db, name)
    const shadow = await holdCursor(db, shadowOf(name))
    if (!shadow) return true
    if (live && shadow.position < live.position) return false
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
    return true
  })
}

/** Deletes the generations before the one that readers see, a little at a time. */
export async function clearUnseen(database: Database, { name, tables }: Projection): Promise<void> {
  const { generation = 0 } = (await findCursor(database.reader, name)) ?? {}
  for (const table of tables) {
    const some = (): Promise<number> =>
      database.transaction((db) =>
        deleteSome(db, table, sql`generation < ${generation}`, DELETED_AT_ONCE),
      )
    while ((await some()) === DELETED_AT_ONCE);
  }
}
