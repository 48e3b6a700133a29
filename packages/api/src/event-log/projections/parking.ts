import type { Reader, Tables, Writer } from '@larder/db'
import type { Selectable } from 'kysely'
import type { RecordedEvent } from '../recorded-event.ts'

export type ParkedEvent = Selectable<Tables['parked_events']>

/** How long to wait before each further attempt, in seconds; after the last one it is given up. */
const BACK_OFF_SECONDS = [1, 5, 30, 120, 600, 3_600]

const LONGEST_ERROR = 1_000

/** The streams that have an event parked: what happened to them later must wait behind it. */
export async function parkedStreams(db: Reader, projection: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('parked_events')
    .select('stream')
    .distinct()
    .where('projection', '=', projection)
    .execute()
  return new Set(rows.map(({ stream }) => stream))
}

/** Sets an event aside: because of `error`, or because it waits behind another of its stream. */
export async function park(
  db: Writer,
  projection: string,
  event: Pick<RecordedEvent, 'position' | 'stream'>,
  now: Date,
  error?: unknown,
): Promise<void> {
  await db
    .insertInto('parked_events')
    .values({
      projection,
      position: event.position,
      stream: event.stream,
      attempts: error === undefined ? 0 : 1,
      next_try_at: error === undefined ? null : nextTry(1, now),
      error: error === undefined ? 'waits behind an earlier event of its stream' : sentence(error),
      parked_at: now.toISOString(),
    })
    .execute()
}

/** Counts another failed attempt. */
export async function parkAgain(
  db: Writer,
  { projection, position, attempts }: ParkedEvent,
  now: Date,
  error: unknown,
): Promise<void> {
  await db
    .updateTable('parked_events')
    .set({
      attempts: attempts + 1,
      next_try_at: nextTry(attempts + 1, now),
      error: sentence(error),
    })
    .where('projection', '=', projection)
    .where('position', '=', position)
    .execute()
}

/** The first parked event of each stream whose next attempt is due, the oldest first. */
export async function dueParked(db: Reader, projection: string, now: Date): Promise<ParkedEvent[]> {
  return db
    .selectFrom('parked_events')
    .selectAll()
    .where('projection', '=', projection)
    .where('next_try_at', '<=', now.toISOString())
    .orderBy('position')
    .limit(20)
    .execute()
}

/** Everything of the stream that waits, in order. */
export async function parkedBehind(
  db: Reader,
  { projection, stream }: ParkedEvent,
): Promise<ParkedEvent[]> {
  return db
    .selectFrom('parked_events')
    .selectAll()
    .where('projection', '=', projection)
    .where('stream', '=', stream)
    .orderBy('position')
    .execute()
}

export async function unpark(db: Writer, { projection, position }: ParkedEvent): Promise<void> {
  await db
    .deleteFrom('parked_events')
    .where('projection', '=', projection)
    .where('position', '=', position)
    .execute()
}

/** Makes what was given up due now. Answers how many events. */
export async function retrySoon(db: Writer, projection: string, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('parked_events')
    .set({ next_try_at: now.toISOString(), attempts: 1 })
    .where('projection', '=', projection)
    .where('attempts', '>', 0)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

function nextTry(attempts: number, now: Date): string | null {
  const seconds = BACK_OFF_SECONDS[attempts - 1]
  return seconds === undefined ? null : new Date(now.getTime() + seconds * 1_000).toISOString()
}

function sentence(error: unknown): string {
  return String(error instanceof Error ? error.message : error).slice(0, LONGEST_ERROR)
}
