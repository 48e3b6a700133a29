import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Services } from '@larder/api'
import { createServices, recorder, systemClock } from '@larder/api'
import type { Database, Writer } from '@larder/db'
import { migrate, openDatabase } from '@larder/db'
import { sql } from 'kysely'
import { createConnection } from 'mysql2/promise'
import { provideMysql } from '../harness/mysql/provide-mysql.ts'

const WRITERS = [1, 4, 16]
const ROUNDS = 5
const ROUND_MS = 1_500

type Append = (db: Writer, stream: string) => Promise<void>

/**
 * Appends a second, until they have their positions: as Larder does it on both engines, and on MySQL
 * also with a counter row that every writer takes as its last lock.
 */
export async function benchAppends(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  const sqlite = openDatabase({ url: `file:${join(folder, 'larder.db')}` })
  try {
    await migrate(sqlite)
    print('SQLite', await ratesOf(sqlite, { 'as Larder does it': record }))
  } finally {
    await sqlite.close()
    rmSync(folder, { recursive: true })
  }
  const server = await provideMysql()
  if ('missing' in server) {
    console.log(`MySQL was left out: ${server.missing}.`)
    return true
  }
  const mysql = openDatabase({ url: await freshDatabase(server.url), connectionLimit: 24 })
  const ways = { 'numbered after the commit': record, 'a counter row': appendUnderCounter }
  try {
    await migrate(mysql)
    const rates = await ratesOf(mysql, ways)
    print('MySQL', rates)
    const [after = 0, counter = 0] = Object.values(rates).map((rate) => rate.at(-1) ?? 0)
    return after > counter
  } finally {
    await mysql.close()
  }
}

async function freshDatabase(server: string): Promise<string> {
  const url = new URL(server)
  url.pathname = `larder_bench_${randomUUID().slice(0, 8)}`
  const connection = await createConnection(server)
  await connection.query(`create database ${url.pathname.slice(1)}`)
  // A thrown-away server need not survive a power cut; a real one must, and that is what is measured.
  await connection.query('set global innodb_flush_log_at_trx_commit = 1')
  await connection.end()
  return url.href
}

/** The median over some rounds, in turns, for each number of writers. */
async function ratesOf(
  database: Database,
  ways: Record<string, Append>,
): Promise<Record<string, number[]>> {
  const rates: Record<string, number[]> = {}
  const { log } = createServices(database)
  log.start()
  for (const writers of WRITERS) {
    const seen: Record<string, number[]> = {}
    for (let round = 0; round < ROUNDS; round++) {
      for (const [way, append] of Object.entries(ways)) {
        seen[way] = [...(seen[way] ?? []), await rateOf(database, log, append, writers)]
      }
    }
    for (const [way, values] of Object.entries(seen)) {
      rates[way] = [...(rates[way] ?? []), values.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0]
    }
  }
  log.stop()
  return rates
}

async function rateOf(
  database: Database,
  log: Services['log'],
  append: Append,
  writers: number,
): Promise<number> {
  const began = performance.now()
  let appended = 0
  const write = async (_: unknown, writer: number): Promise<void> => {
    for (; performance.now() - began < ROUND_MS; appended++) {
      await database.transaction((db) => append(db, `stream-${writer}-${appended % 10}`))
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
  await log.look()
  return (appended * 1_000) / (performance.now() - began)
}

const payload = { text: 'x'.repeat(300) }

async function record(db: Writer, stream: string): Promise<void> {
  const circumstances = {
    actor: { accountId: 1, token: null },
    request: { id: randomUUID(), address: '192.168.1.7' },
    clock: systemClock,
  }
  const place = { name: stream, audience: 'organisation-1', subject: 'product-7' } as const
  await recorder(db, circumstances)(place, { type: 'Noted', schemaVersion: 1, payload })
}

/** The other way: exact at once, but whoever has the counter keeps it until the commit is on the disk. */
async function appendUnderCounter(db: Writer, stream: string): Promise<void> {
  await sql`update event_sequence set last_position = last_insert_id(last_position + 1)`.execute(db)
  await sql`
    insert into events (position, stream, version, subject, audience, type, schema_version, payload,
      recorded_at, account_id, token_id, request_id, address)
    select last_insert_id(), ${stream}, coalesce(max(version), 0) + 1, 'product-7',
      'organisation-1', 'Noted', 1, ${JSON.stringify(payload)}, ${new Date().toISOString()}, 1, null,
      ${randomUUID()}, '192.168.1.7'
    from events where stream = ${stream}`.execute(db)
}

function print(engine: string, rates: Record<string, number[]>): void {
  for (const [way, values] of Object.entries(rates)) {
    const columns = values.map((rate, index) => `${Math.round(rate)} with ${WRITERS[index]}`)
    console.log(
      `${engine.padEnd(7)} ${way.padEnd(26)} appends a second: ${columns.join(', ')} writers`,
    )
  }
}
