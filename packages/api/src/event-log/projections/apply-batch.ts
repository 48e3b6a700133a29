import type { Reader, Writer } from '@larder/db'
import { isDeadlock, isUnavailable, TryAgain } from '@larder/db'
import type { Services } from '../../context.ts'
import type { RecordedEvent } from '../recorded-event.ts'
import { recordedEvent } from '../recorded-event.ts'
import type { Cursor } from './cursor.ts'
import { holdCursor, isLeasedElsewhere, moveCursor } from './cursor.ts'
import type { Projection } from './define.ts'
import { park, parkedStreams } from './parking.ts'

/** Short enough that a writer on SQLite waits behind a batch for a few milliseconds. */
const BATCH = 200

/** An event that a projection cannot take. */
class Poison extends Error {
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
 * waits there; other streams go on. Answers how many events were passed, or null when another
 * process is at it.
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
        if (!cursor || isLeasedElsewhere(cursor, holder, now)) return null
        const events = await eventsAfter(db, cursor.position, BATCH)
        const last = events.at(-1)
        if (!last) return 0
        await applyAll(db, cursor, projection, events, { poison, now, together })
        await moveCursor(db, name, last.position, { holder, now })
        return events.length
      })
    } catch (error) {
      if (!(error instanceof Poison)) throw error
      // Which of many it was shows when they are applied one by one.
      if (!together) poison.set(error.position, error.cause)
    }
  }
}

/** The next events in the order of their positions. */
export async function eventsAfter(
  db: Reader,
  position: number,
  limit: number,
): Promise<RecordedEvent[]> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map(recordedEvent)
}

async function applyAll(
  db: Writer,
  cursor: Cursor,
  projection: Projection,
  events: RecordedEvent[],
  { poison, now, together }: { poison: Map<number, unknown>; now: Date; together: boolean },
): Promise<void> {
  const types = new Set(projection.reads.map(({ type }) => type))
  const waiting = await parkedStreams(db, cursor.name)
  const applied: RecordedEvent[] = []
  for (const event of events) {
    if (!types.has(event.type)) continue
    const isPoison = poison.has(event.position)
    if (isPoison || waiting.has(event.stream)) {
      await park(db, cursor.name, event, now, isPoison ? poison.get(event.position) : undefined)
      waiting.add(event.stream)
      continue
    }
    if (together) applied.push(event)
    else await apply(db, projection, [event], cursor.generation)
  }
  await apply(db, projection, applied, cursor.generation)
}

/** Applies events. What is the database's fault and not the events' is thrown as it is. */
export async function apply(
  db: Writer,
  projection: Projection,
  events: RecordedEvent[],
  generation: number,
): Promise<void> {
  const [first] = events
  if (!first) return
  try {
    await projection.apply(db, events as never[], generation)
  } catch (error) {
    if (error instanceof TryAgain || isDeadlock(error) || isUnavailable(error)) throw error
    throw new Poison(first.position, error)
  }
}
