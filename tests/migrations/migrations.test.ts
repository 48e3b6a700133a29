import type { Database } from '@larder/db'
import { migrate, openDatabase, pendingMigrations } from '@larder/db'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { afterwards, dumpTables, freshDatabase, StatementFaults, startLarder } from '#harness'

const long = { timeout: 120_000 }

describe('Given an empty database', () => {
  test('when it is migrated, then every table is there and the 27 product types are in', async () => {
    const database = await emptyDatabase()
    const steps = await migrate(database)
    expect(steps.length).toBeGreaterThan(20)
    const { migrations, product_types, product_type_names, accounts } = await dumpTables(database)
    expect(migrations).toHaveLength(steps.length)
    expect(product_types).toHaveLength(27)
    expect(product_type_names).toHaveLength(54)
    expect(accounts).toEqual([])
  })

  test('when it is migrated twice, then the second time does nothing', async () => {
    const database = await emptyDatabase()
    await migrate(database)
    const before = await dumpTables(database)
    expect(await pendingMigrations(database)).toEqual([])
    expect(await migrate(database)).toEqual([])
    expect(await dumpTables(database)).toEqual(before)
  })

  test('when two servers start on it at once, then both serve and each step ran once', async () => {
    const place = await freshDatabase()
    const [one, other] = await Promise.all([startLarder({ on: place }), startLarder({ on: place })])
    const ada = await one.person('ada')
    const elsewhere = other.client({ token: ada.session })
    expect((await elsewhere.accounts.whoAmI()).id).toBe(ada.accountId)
    const { product_types } = await dumpTables(one.database)
    expect(product_types).toHaveLength(27)
  })
})

describe('Given a database that a newer version has migrated', () => {
  test('when a server starts on it, then it says so in a sentence and changes nothing', async () => {
    const place = await freshDatabase()
    const database = openAt(place.databaseUrl)
    await migrate(database)
    await sql`insert into migrations (name, timestamp) values ('9999-later.01', '2030-01-01')`.execute(
      database.writer,
    )
    const before = await dumpTables(database)
    const refusal = startLarder({ on: place })
    await expect(refusal).rejects.toThrow(/"9999-later.01", which this version of Larder does not/)
    await expect(refusal).rejects.toThrow(/code 1/)
    await expect(refusal).rejects.not.toThrow(/\n {4}at /)
    expect(await dumpTables(database)).toEqual(before)
  })
})

describe('Given a migration that broke off', () => {
  /** At every statement with `EVERY_STATEMENT=1`; else at so many, odd ones and even ones. */
  const tried = process.env['EVERY_STATEMENT'] === '1' ? Number.POSITIVE_INFINITY : 15

  test('before any statement, when it is run again, then it arrives', long, async () => {
    const stuck: string[] = []
    const stride = oddAtLeast((await countStatements()) / tried)
    for (let statement = 1; ; statement += stride) {
      const database = await emptyDatabase()
      const faults = await StatementFaults.on(database)
      const { failed } = await faults.failingBefore(statement, () => migrate(database))
      if (!failed) break
      const problem = await migrate(database).then(() => undefined, String)
      if (problem !== undefined) stuck.push(`statement ${statement}: ${problem}`)
      else expect((await dumpTables(database))['product_type_names']).toHaveLength(54)
    }
    expect(stuck).toEqual([])
  })
})

async function countStatements(): Promise<number> {
  const database = await emptyDatabase()
  const faults = await StatementFaults.on(database)
  const never = Number.POSITIVE_INFINITY
  return (await faults.failingBefore(never, () => migrate(database))).statements
}

function oddAtLeast(least: number): number {
  return 2 * Math.ceil((least - 1) / 2) + 1
}

async function emptyDatabase(): Promise<Database> {
  const { databaseUrl } = await freshDatabase()
  return openAt(databaseUrl)
}

function openAt(url: string): Database {
  const database = openDatabase({ url })
  afterwards(() => database.close())
  return database
}
