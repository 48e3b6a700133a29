import { statSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import type { Writer } from '@larder/db'
import { openDatabase } from '@larder/db'
import BetterSqlite3 from 'better-sqlite3'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { afterwards, figure, freshDatabase } from '#harness'

// On MySQL each statement outside a transaction sees what is committed by then.
describe.skipIf(inject('mysqlUrl') !== undefined)(
  'Given reads within one turn of the event loop that are to be of one moment',
  async () => {
    const { databaseUrl } = await freshDatabase()
    const path = databaseUrl.slice('file:'.length)
    const database = openDatabase({ url: databaseUrl })
    afterwards(() => database.close())
    const { reader, writer } = database
    let elsewhere: BetterSqlite3.Database
    beforeAll(async () => {
      await sql`create table notes (text text not null) strict`.execute(writer)
      elsewhere = new BetterSqlite3(path)
      afterwards(() => void elsewhere.close())
    })
    beforeEach(() => sql`delete from notes`.execute(writer))

    const write = (text: string) => (db: Writer) =>
      sql`insert into notes values (${text})`.execute(db)
    const count = async () => {
      const query = sql<{ count: number }>`select count(*) as count from notes`.compile(reader)
      return (await reader.executeQuery(query)).rows[0]?.count
    }

    test('when another process writes in between, then they see one moment, and later ones all', async () => {
      await turn()
      database.readTogether()
      expect(await count()).toBe(0)
      elsewhere.exec("insert into notes values ('a')")
      expect(await count()).toBe(0)
      await turn()
      expect(await count()).toBe(1)
    })

    test('control: when they need not be of one moment, then each sees what is there', async () => {
      await turn()
      expect(await count()).toBe(0)
      elsewhere.exec("insert into notes values ('a')")
      expect(await count()).toBe(1)
    })

    test('when this process writes in between, then what is read afterwards has that', async () => {
      for (let written = 1; written <= 20; written++) {
        const before = await database.transaction(async (db) => {
          await write('b')(db)
          // Begun after the transaction, it would be ended by itself only after the commit.
          database.readTogether()
          return count()
        })
        expect([before, await count()]).toEqual([written - 1, written])
      }
    })

    test('when a statement by itself writes in between, then that is seen as well', async () => {
      database.readTogether()
      expect(await count()).toBe(0)
      await write('c')(writer as Writer)
      expect(await count()).toBe(1)
    })

    test('when each turn reads and writes, then the log of SQLite begins anew all the same', async () => {
      for (let n = 0; n < 3_000; n++) {
        await database.transaction(async (db) => {
          await write('d'.repeat(1_000))(db)
          database.readTogether()
          await count()
        })
      }
      const megabytes = statSync(`${path}-wal`).size / 1_000_000
      figure(2, `3,000 turns that read and write: a log of ${megabytes.toFixed(1)} MB`)
      expect(megabytes).toBeLessThan(8)
    })
  },
)
