import type { Database, Reader, Tables, Writer } from '@larder/db'
import type { Selectable, SelectQueryBuilder } from 'kysely'
import { eventTypes } from '../events.ts'
import { ERASED, upcast } from './define.ts'
import { forgetAddress, holdOrigins } from './origins-projection.ts'

/** Few enough that a writer on SQLite waits behind them for some milliseconds. */
const ERASED_AT_ONCE = 200

/**
 * Takes an account's personal data out of the log: of what it did and of what speaks of it, the
 * address and everything that people wrote. Streams, versions, positions, types and times stay, so
 * nothing that is derived from events changes. Call it once the account is gone and can do nothing
 * more; broken off, it can be called again. Answers how many events it went through.
 *
 * Refusals that nobody was signed in for lose their address too where it is one of the account's:
 * they may well be the same person's. See docs/decisions/0013-erasing.md.
 */
export async function eraseAccount(
  database: Database,
  accountId: number,
  signal?: AbortSignal,
): Promise<number> {
  const { reader } = database
  const name = `account-${accountId}`
  const own = [
    await idsOf(events(reader).where('account_id', '=', accountId)),
    await idsOf(events(reader).where('stream', '=', name)),
    await idsOf(events(reader).where('audience', '=', name)),
    await idsOf(events(reader).where('subject', '=', name)),
  ]
  // First: afterwards nobody could tell any more which addresses these were.
  const nobodys = await nobodysFrom(reader, await addressesOf(reader, accountId))
  await erase(database, nobodys, { address: '' }, signal)
  const ids = [...new Set(own.flat())]
  return nobodys.length + (await erase(database, ids, { address: '' }, signal))
}

/**
 * Takes out of the log what people wrote in an organisation that is gone: everything in the streams
 * that ended in its hands. What a freezer went through before it moved to another household is the
 * history of that one now, and stays. The addresses of whoever wrote it stay until their account is
 * erased. Answers how many events it went through.
 */
export async function eraseOrganisation(
  database: Database,
  organisationId: number,
  signal?: AbortSignal,
): Promise<number> {
  const { reader } = database
  let went = 0
  for (const stream of await streamsEndingWith(reader, `organisation-${organisationId}`)) {
    const ids = await idsOf(events(reader).where('stream', '=', stream))
    went += await erase(database, ids, {}, signal)
  }
  return went
}

async function streamsEndingWith(db: Reader, audience: string): Promise<string[]> {
  const rows = await db
    .selectFrom('events')
    .select('stream')
    .distinct()
    .where('audience', '=', audience)
    .execute()
  const ending: string[] = []
  for (const { stream } of rows) {
    const last = await db
      .selectFrom('events')
      .select('audience')
      .where('stream', '=', stream)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (last?.audience === audience) ending.push(stream)
  }
  return ending
}

type Event = Selectable<Tables['events']>

function events(db: Reader) {
  return db.selectFrom('events').select('id')
}

async function idsOf(
  query: SelectQueryBuilder<Tables, 'events', { id: number }>,
): Promise<number[]> {
  return (await query.execute()).map(({ id }) => id)
}

async function addressesOf(db: Reader, accountId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('events')
    .select('address')
    .distinct()
    .where('account_id', '=', accountId)
    .where('address', '<>', '')
    .execute()
  return rows.map(({ address }) => address)
}

async function nobodysFrom(db: Reader, addresses: string[]): Promise<number[]> {
  const ids: number[] = []
  for (const some of chunksOf(addresses)) {
    const found = events(db).where('address', 'in', some).where('account_id', 'is', null)
    ids.push(...(await idsOf(found)))
  }
  return ids
}

async function erase(
  database: Database,
  ids: number[],
  change: { address?: '' },
  signal: AbortSignal | undefined,
): Promise<number> {
  for (const some of chunksOf(ids)) {
    signal?.throwIfAborted()
    await database.transaction(async (db) => {
      await holdOrigins(db)
      const rows = await db.selectFrom('events').selectAll().where('id', 'in', some).execute()
      for (const row of rows) {
        const erased = { ...withoutText(row), ...change }
        await db.updateTable('events').set(erased).where('id', '=', row.id).execute()
        if (change.address === '') await forgetAddress(db, row)
      }
      await forgetErrors(db, rows)
    })
  }
  return ids.length
}

/** An error may repeat what it stumbled over. */
async function forgetErrors(db: Writer, rows: Event[]): Promise<void> {
  const positions = rows.flatMap(({ position }) => position ?? [])
  if (positions.length === 0) return
  const parked = db.updateTable('parked_events').set({ error: ERASED })
  await parked.where('position', 'in', positions).execute()
}

/** The payload without what people wrote; of a type that this version does not know, nothing. */
function withoutText(row: Event): Pick<Event, 'payload' | 'schema_version'> {
  const type = eventTypes.get(row.type)
  if (!type) return { payload: '{}', schema_version: row.schema_version }
  const payload = upcast(type, row.schema_version, JSON.parse(row.payload) as object)
  const erased: unknown = type.options.erase?.(payload) ?? payload
  return { payload: JSON.stringify(erased), schema_version: type.schemaVersion }
}

function* chunksOf<T>(values: T[]): Generator<T[]> {
  for (let start = 0; start < values.length; start += ERASED_AT_ONCE) {
    yield values.slice(start, start + ERASED_AT_ONCE)
  }
}
