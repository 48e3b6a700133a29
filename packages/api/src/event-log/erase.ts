import type { Database, Reader, Tables } from '@larder/db'
import type { Selectable, SelectQueryBuilder } from 'kysely'
import { eventTypes } from '../events.ts'
import { upcast } from './define.ts'

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
export async function eraseAccount(database: Database, accountId: number): Promise<number> {
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
  await erase(database, nobodys, { address: '' })
  return nobodys.length + (await erase(database, [...new Set(own.flat())], { address: '' }))
}

/**
 * Takes out of the log what people wrote in an organisation that is gone. The addresses of whoever
 * wrote it stay until their account is erased. Answers how many events it went through.
 */
export async function eraseOrganisation(
  database: Database,
  organisationId: number,
): Promise<number> {
  const audience = `organisation-${organisationId}`
  return erase(database, await idsOf(events(database.reader).where('audience', '=', audience)), {})
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

async function erase(database: Database, ids: number[], change: { address?: '' }): Promise<number> {
  for (const some of chunksOf(ids)) {
    await database.transaction(async (db) => {
      const rows = await db.selectFrom('events').selectAll().where('id', 'in', some).execute()
      for (const row of rows) {
        const erased = { ...withoutText(row), ...change }
        await db.updateTable('events').set(erased).where('id', '=', row.id).execute()
      }
    })
  }
  return ids.length
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
