import type { Writer } from '@larder/db'
import { openDatabase } from '@larder/db'
import { sql } from 'kysely'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { afterwards, figure, freshDatabase } from '#harness'

const WORKERS = 50
const ROUNDS = 5

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl, connectionLimit: WORKERS })
afterwards(() => database.close())

/** Nothing orders these locks: every second worker takes them the other way round. */
async function cross(db: Writer, worker: number): Promise<void> {
  for (const id of worker % 2 === 0 ? [1, 2] : [2, 1]) {
    await sql`update crossed set times = times + 1 where id = ${id}`.execute(db)
  }
}

async function failuresOf(work: (worker: number) => Promise<void>): Promise<number> {
  const workers = Array.from({ length: WORKERS }, (_, worker) => work(worker))
  const outcomes = await Promise.allSettled(workers)
  return outcomes.filter(({ status }) => status === 'rejected').length
}

describe(`Given ${WORKERS} transactions over the same two rows, half of them each way round`, () => {
  beforeAll(async () => {
    await sql`create table crossed (id integer primary key, times integer)`.execute(database.writer)
    await sql`insert into crossed values (1, 0), (2, 0)`.execute(database.writer)
  })

  test('when they run at once, then all succeed and each counts once', async () => {
    const before = await deadlocksSoFar()
    let failures = 0
    for (let round = 0; round < ROUNDS; round++) {
      failures += await failuresOf((worker) => database.transaction((db) => cross(db, worker)))
    }
    expect(failures).toBe(0)
    const { rows } = await sql<{ times: number }>`select times from crossed`.execute(
      database.writer,
    )
    expect(rows.map(({ times }) => times)).toEqual([WORKERS * ROUNDS, WORKERS * ROUNDS])
    const deadlocks = (await deadlocksSoFar()) - before
    figure(7, `${WORKERS * ROUNDS} crossed transactions: ${deadlocks} deadlocks, 0 errors`)
  })

  // SQLite lets one writer in at a time: there is nothing to deadlock.
  test.runIf(inject('mysqlUrl'))('control: without trying again, some fail', async () => {
    const failures = await failuresOf((worker) =>
      database.writer.transaction().execute((db) => cross(db, worker)),
    )
    expect(failures).toBeGreaterThan(0)
  })
})

/** How many deadlocks the database server has broken since it started. */
async function deadlocksSoFar(): Promise<number> {
  if (database.engine === 'sqlite') return 0
  const { rows } = await sql<{ count: number }>`
    select count from information_schema.innodb_metrics where name = 'lock_deadlocks'`.execute(
    database.writer,
  )
  return rows[0]?.count ?? 0
}
