import type { Reader, Tables, Writer } from '@larder/db'
import { isDuplicate, locked, prepared } from '@larder/db'
import type { Selectable } from 'kysely'
import type { Projection } from './define.ts'

export type Cursor = Selectable<Tables['projections']>

/**
 * How long a process that was killed keeps a projection from the others, at most. The lease only
 * keeps them from getting into each other's way: what is right rests on holding the cursor's row.
 */
const LEASE_MS = 1_000

/** By so much the clocks of two processes may differ. */
const CLOCKS_DIFFER_MS = 5_000

/** How far a projection has come; undefined before it begins. */
export async function findCursor(db: Reader, name: string): Promise<Cursor | undefined> {
  const [cursor] = await findByName(db, { name })
  return cursor
}

const findByName = prepared<{ name: string }, Cursor>((db, param) =>
  db.selectFrom('projections').selectAll().where('name', '=', param('name')),
)

/** The cursor, held until the transaction ends. */
export function holdCursor(db: Writer, name: string): Promise<Cursor | undefined> {
  return locked(
    db,
    db.selectFrom('projections').selectAll().where('name', '=', name),
  ).executeTakeFirst()
}

/** Begins a projection before the first event, unless another process just did. */
export async function beginCursor(
  db: Writer,
  name: string,
  { version }: Projection,
  generation: number,
): Promise<void> {
  const start = { name, version, generation, position: 0, lease_holder: null, lease_until: null }
  try {
    await db.insertInto('projections').values(start).execute()
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}

/** Moves the cursor and keeps it for this process for a while. */
export async function moveCursor(
  db: Writer,
  name: string,
  position: number,
  lease: { holder: string; now: Date },
): Promise<void> {
  await db
    .updateTable('projections')
    .set({
      position,
      lease_holder: lease.holder,
      lease_until: new Date(lease.now.getTime() + LEASE_MS).toISOString(),
    })
    .where('name', '=', name)
    .execute()
}

/**
 * For how many milliseconds another process, which may still be alive, has the projection. A lease that
 * ends later than any can was given by a clock that was wrong, and keeps nobody away.
 */
export function leasedElsewhere(cursor: Cursor, holder: string, now: Date): number {
  const { lease_holder: holds, lease_until: until } = cursor
  if (holds === null || holds === holder || until === null) return 0
  const left = Date.parse(until) - now.getTime()
  return left > LEASE_MS + CLOCKS_DIFFER_MS ? 0 : Math.max(0, left)
}

/** Lets others have at once what this process kept. */
export async function endLeases(db: Writer, holder: string): Promise<void> {
  await db
    .updateTable('projections')
    .set({ lease_holder: null, lease_until: null })
    .where('lease_holder', '=', holder)
    .execute()
}
