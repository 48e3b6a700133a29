import type { Reader, Tables, Writer } from '@larder/db'
import { isDeadlock, isUnavailable, TryAgain } from '@larder/db'
import type { NotNull, Selectable } from 'kysely'
import type { Services } from '../../context.ts'
import { recordedEvent } from '../recorded-event.ts'
import type { Cursor } from './cursor.ts'
import { holdCursor, leasedElsewhere, moveCursor } from './cursor.ts'
import type { Projection } from './define.ts'
import { park, parkedAmong } from './parking.ts'

/** Short enough that a writer on SQLite waits behind a batch for a few milliseconds. */
const BATCH = 200

/** An event as it stands in the log. It is read where it is applied, because that may fail as well. */
type Row = Selectable<Tables['events']> & { position: number }

/** An event that a projection cannot take; why not is the cause. */
export class Poison extends Error {
  override readonly name = 'Poison'
  readonly position: number
  constructor(position: number, cause: unknown) {
    super(`The event at ${position} cannot be applied.`, { cause })
    this.position = position
  }
}

/**
 * Applies the next events and moves the cursor, in one transaction: killed anywhere, a projection
 * neither skips nor doubles one. An event that fails is parked, and what follows it in its stream
 * waits there; other streams go on. Answers the position that was reached, or null when it is not
 * for this process to go on: another one has the projection, or another version of it.
 */
export async function applyBatch(
  { database, clock }: Services,
  name: string,
  projection: Projection,
  holder: string,
): Promise<number | null> {
  const poison = new Map<number, unknown>()
  for (let together = true; ; together = false) {
    try {
      return await database.transaction(async (db) => {
        const now = clock.now()
        const cursor = await holdCursor(db, name)
        if (cursor?.version !== projection.version) return null
        if (leasedElsewhere(cursor, holder, now) > 0) return null
        const rows = await rowsAfter(db, cursor.position)
        const last = rows.at(-1)
        if (!last) return cursor.position
        await applyAll(db, cursor, projection, rows, { poison, now, together })
        await moveCursor(db, name, last.position, { holder, now })
        return last.position
      })
    } catch (error) {
      if (!(error instanceof Poison)) throw error
      // Which of many it was shows when they are applied one by one.
      if (!together) poison.set(error.position, error.cause)
    }
  }
}

/** The next events in the order of their positions. */
async function rowsAfter(db: Reader, position: number): Promise<Row[]> {
  return db
    .selectFrom('events')
    .selectAll()
    .where('position', '>', position)
    .orderBy('position')
    .limit(BATCH)
    .$narrowType<{ position: NotNull }>()
    .execute()
}

async function applyAll(
  db: Writer,
  cursor: Cursor,
  projection: Projection,
  rows: Row[],
  { poison, now, together }: { poison: Map<number, unknown>; now: Date; together: boolean },
): Promise<void> {
  const types = new Set(projection.reads.map(({ type }) => type))
  const read = rows.filter(({ type }) => types.has(type))
  const waiting = await parkedAmong(db, cursor.name, read)
  const applied: Row[] = []
  for (const row of read) {
    const isPoison = poison.has(row.position)
    if (isPoison || waiting.has(row.stream)) {
      await park(db, cursor.name, row, now, isPoison ? poison.get(row.position) : undefined)
      waiting.add(row.stream)
      continue
    }
    if (together) applied.push(row)
    else await apply(db, projection, [row], cursor.generation)
  }
  await apply(db, projection, applied, cursor.generation)
}

/** Applies events. What is the database's fault and not the events' is thrown as it is. */
export async function apply(
  db: Writer,
  projection: Projection,
  rows: Row[],
  generation: number,
): Promise<void> {
  const [first] = rows
  if (!first) return
  try {
    await projection.apply(db, rows.map(recordedEvent) as never[], generation)
  } catch (error) {
    if (error instanceof TryAgain || isDeadlock(error) || isUnavailable(error)) throw error
    throw new Poison(first.position, error)
  }
}
