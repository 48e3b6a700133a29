import type { Reader, Tables, Writer } from '@larder/db'
import { prepared } from '@larder/db'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'

export type ParkedEvent = Selectable<Tables['parked_events']>

/** How long to wait before each further attempt, in seconds; after the last one it is given up. */
const BACK_OFF_SECONDS = [1, 5, 30, 120, 600, 3_600]

const LONGEST_ERROR = 1_000

const STREAMS_AT_ONCE = 20

interface Place {
  position: number
  stream: string
}

/** Which of these events' streams have one parked: what happened to them later waits behind it. */
export async function parkedAmong(
  db: Reader,
  projection: string,
  events: readonly Place[],
): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const rows = await db
    .selectFrom('parked_events')
    .select('stream')
    .distinct()
    .where('projection', '=', projection)
    .where('stream', 'in', [...new Set(events.map(({ stream }) => stream))])
    .execute()
  return new Set(rows.map(({ stream }) => stream))
}

/** Sets an event aside: because of `error`, or because it waits behind another of its stream. */
export async function park(
  db: Writer,
  projection: string,
  { position, stream }: Place,
  now: Date,
  error?: unknown,
): Promise<void> {
  const failure =
    error === undefined
      ? { attempts: 0, next_try_at: null, error: 'waits behind an earlier event of its stream' }
      : { attempts: 1, next_try_at: nextTry(1, now), error: sentence(error) }
  await db
    .insertInto('parked_events')
    .values({ projection, position, stream, ...failure, parked_at: now.toISOString() })
    .execute()
}

/** Counts another failed attempt, unless another process did so for the same one. */
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
    .where('attempts', '=', attempts)
    .execute()
}

/** Some streams whose first parked event is due for its next attempt, the oldest first. */
export async function dueStreams(db: Reader, projection: string, now: Date): Promise<string[]> {
  const rows = await findDue(db, { projection, now: now.toISOString() })
  return rows.map(({ stream }) => stream)
}

const findDue = prepared<{ projection: string; now: string }, Pick<ParkedEvent, 'stream'>>(
  (db, param) =>
    db
      .selectFrom('parked_events')
      .select('stream')
      .where('projection', '=', param('projection'))
      .where('next_try_at', '<=', param('now'))
      .orderBy('position')
      .limit(sql.lit(STREAMS_AT_ONCE)),
)

/** The event that the others of its stream wait behind. */
export function firstParked(
  db: Reader,
  projection: string,
  stream: string,
): Promise<ParkedEvent | undefined> {
  return db
    .selectFrom('parked_events')
    .selectAll()
    .where('projection', '=', projection)
    .where('stream', '=', stream)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
}

export async function unpark(db: Writer, { projection, position }: ParkedEvent): Promise<void> {
  await db
    .deleteFrom('parked_events')
    .where('projection', '=', projection)
    .where('position', '=', position)
    .execute()
}

/** Makes what failed due now, also what was given up. Answers how many events. */
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
