import type { Database, Writer } from '@larder/db'
import { locked, prepared } from '@larder/db'
import { sql } from 'kysely'

const NUMBERED_AT_ONCE = 200

/**
 * Gives committed events their positions and answers the last one given.
 *
 * On SQLite an event has its position from the start: transactions run one after the other. On MySQL
 * they commit out of the order of their ids, so events are numbered after their commit by whichever
 * process comes first; the row of `event_sequence` keeps two from numbering at once, and writers
 * never touch it. See docs/decisions/0012-positions-and-projections.md.
 */
export async function numberEvents(database: Database): Promise<number> {
  if (database.engine === 'mysql' && (await isAnyUnnumbered(database))) {
    while ((await database.transaction(numberSome)) === NUMBERED_AT_ONCE);
  }
  const [found] = await findLast(database.reader, {})
  return found?.last ?? 0
}

const findLast = prepared<object, { last: number | null }>((db) =>
  db.selectFrom('events').select(sql<number | null>`max(position)`.as('last')),
)

async function isAnyUnnumbered({ reader }: Database): Promise<boolean> {
  const [unnumbered] = await findUnnumbered(reader, {})
  return unnumbered !== undefined
}

const findUnnumbered = prepared<object, { id: number }>((db) =>
  db.selectFrom('events').select('id').where('position', 'is', null).limit(sql.lit(1)),
)

/** Numbers the oldest events that have no position. Answers how many. */
async function numberSome(db: Writer): Promise<number> {
  const { last_position: last } = await locked(
    db,
    db.selectFrom('event_sequence').select('last_position').where('id', '=', 1),
  ).executeTakeFirstOrThrow()
  const events = await db
    .selectFrom('events')
    .select('id')
    .where('position', 'is', null)
    .orderBy('id')
    .limit(NUMBERED_AT_ONCE)
    .execute()
  if (events.length === 0) return 0
  const cases = events.map(({ id }, index) => sql`when ${id} then ${last + 1 + index}`)
  await db
    .updateTable('events')
    .set({ position: sql`case id ${sql.join(cases, sql` `)} end` })
    .where(
      'id',
      'in',
      events.map(({ id }) => id),
    )
    .execute()
  await db
    .updateTable('event_sequence')
    .set({ last_position: last + events.length })
    .where('id', '=', 1)
    .execute()
  return events.length
}
