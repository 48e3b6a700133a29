import { projections } from '@larder/api'
import type { Database } from '@larder/db'
import { sql } from 'kysely'

/** Every table with its rows, each row as JSON, in an order that depends on nothing but them. */
export type Dump = Record<string, string[]>

/** Reads the whole database, whatever tables it has. */
export async function dumpTables(database: Database): Promise<Dump> {
  const dump: Dump = {}
  for (const name of await tableNames(database)) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(database.writer)
    dump[name] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return dump
}

/**
 * What commands wrote: everything but the answers that are kept for repeated calls, and what a server
 * derives from the events in its own time.
 */
export async function dumpKept(database: Database): Promise<Dump> {
  const dump = await dumpTables(database)
  for (const table of [...derived, 'idempotency_keys']) delete dump[table]
  dump['events'] = (dump['events'] ?? []).map((row) => {
    const { position: _, ...event } = JSON.parse(row) as { position: number | null }
    return JSON.stringify(event)
  })
  return dump
}

const derived = [
  ...projections.flatMap(({ tables }) => tables),
  'event_sequence',
  'guesses',
  'parked_events',
  'projections',
  'tasks',
]

/** The names of all tables. Asked for once a database, because MySQL takes its time. */
async function tableNames(database: Database): Promise<string[]> {
  const known =
    names.get(database) ?? (await database.writer.introspection.getTables()).map(({ name }) => name)
  names.set(database, known)
  return known
}

const names = new WeakMap<Database, string[]>()
