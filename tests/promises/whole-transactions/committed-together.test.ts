import { readFileSync } from 'node:fs'
import type { Writer } from '@larder/db'
import { openDatabase } from '@larder/db'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { afterwards, figure, freshDatabase, StatementFaults } from '#harness'

// On MySQL each has a connection of its own, and the server commits what comes at once together.
describe.skipIf(inject('mysqlUrl') !== undefined)(
  'Given transactions that come at once',
  async () => {
    const { databaseUrl } = await freshDatabase()
    const database = openDatabase({ url: databaseUrl })
    afterwards(() => database.close())
    const { writer } = database
    let faults: StatementFaults
    beforeAll(async () => {
      await sql`create table notes (text text not null) strict`.execute(writer)
      faults = await StatementFaults.on(database)
    })

    const write = (text: string) => (db: Writer) =>
      sql`insert into notes values (${text})`.execute(db)
    const all = (works: ((db: Writer) => Promise<unknown>)[]) =>
      Promise.allSettled(works.map((work) => database.transaction(work)))
    const notes = async () =>
      (await sql<{ text: string }>`select text from notes order by text`.execute(writer)).rows.map(
        ({ text }) => text,
      )

    beforeEach(async () => {
      await sql`delete from notes`.execute(writer)
      await sql`pragma wal_checkpoint(truncate)`.execute(writer)
    })

    test('then all are written, with few commits', async () => {
      const texts = Array.from({ length: 40 }, (_, number) => `note ${10 + number}`)
      await all(texts.map(write))
      expect(await notes()).toEqual(texts)
      const commits = commitsIn(`${databaseUrl.slice('file:'.length)}-wal`)
      expect(commits).toBe(3)
      figure(2, `40 transactions at once: ${commits} commits`)
    })

    test('when one fails, then nothing of it stays, and all of the others', async () => {
      const failing = async (db: Writer) => {
        await write('b')(db)
        throw new Error('no more')
      }
      const outcomes = await all([write('a'), failing, write('c')])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await notes()).toEqual(['a', 'c'])
    })

    test('when one goes on after it failed, then that is refused', async () => {
      let goesOn: Promise<unknown> | undefined
      const failing = async (db: Writer) => {
        goesOn = new Promise((resolve) => setImmediate(resolve)).then(() => write('late')(db))
        goesOn.catch(() => {})
        throw new Error('no more')
      }
      await all([write('a'), failing, write('c')])
      await expect(goesOn).rejects.toThrow()
      expect(await notes()).toEqual(['a', 'c'])
    })

    test('when the commit fails, then none is written, each is told, and the next one can be', async () => {
      const works = [write('a'), write('b'), write('c')]
      // Begin, three times save, insert and keep, and then the commit.
      const { statements } = await faults.failingBefore(1 + 3 * 3 + 1, async () => {
        const outcomes = await all(works)
        expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
        throw new Error('as was told')
      })
      expect(statements).toBe(11)
      expect(await notes()).toEqual([])
      await all(works)
      expect(await notes()).toEqual(['a', 'b', 'c'])
    })

    test.each([1, 2, 3, 5, 8, 13])(
      'when one of %d statements at once fails, then none of the others is written later',
      async (count) => {
        const late: Promise<unknown>[] = []
        const failing = (db: Writer) => {
          late.push(sql`insert into nothing values (1)`.execute(db))
          for (let number = 0; number < count; number++) late.push(write('late')(db))
          for (const each of late) each.catch(() => {})
          return Promise.all(late)
        }
        await all([write('a'), failing, write('c')])
        await Promise.allSettled(late)
        expect(await notes()).toEqual(['a', 'c'])
      },
    )

    test('when one goes on after SQLite took it back, then that is refused too', async () => {
      const goingOn = async (db: Writer) => {
        await sql`rollback`.execute(db)
        await write('late')(db)
      }
      const outcomes = await all([write('a'), goingOn, write('c')])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await notes()).toEqual(['a', 'c'])
    })

    test('when SQLite takes back all of them because of one, then the others are run again', async () => {
      const takenBack = async (db: Writer) => {
        await write('b')(db)
        await sql`rollback`.execute(db)
        throw new Error('the disk is full')
      }
      const outcomes = await all([write('a'), takenBack, write('c')])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await notes()).toEqual(['a', 'c'])
    })

    test('when somebody writes outside of them, then what was done before is committed first', async () => {
      const [, outside] = await Promise.all([
        database.transaction(write('a')),
        sql`insert into notes values ('b')`.execute(writer).then(notes),
      ])
      expect(outside).toEqual(['a', 'b'])
    })

    test('when it is closed in the moment of the first, then that is written or refused', async () => {
      const closing = openDatabase({ url: (await freshDatabase()).databaseUrl })
      const first = sql`create table notes (text text)`.execute(closing.writer)
      const [outcome] = await Promise.allSettled([first, closing.close()])
      expect(outcome?.status).toMatch(/fulfilled|rejected/)
    })

    test('when the database is closed, then they are written', async () => {
      const { databaseUrl: url } = await freshDatabase()
      const closing = openDatabase({ url })
      await sql`create table notes (text text not null) strict`.execute(closing.writer)
      const written = closing.transaction(write('a'))
      await closing.close()
      await written
      const reopened = openDatabase({ url })
      afterwards(() => reopened.close())
      const { rows } = await sql`select text from notes`.execute(reopened.writer)
      expect(rows).toEqual([{ text: 'a' }])
    })
  },
)

/** How many commits are in a write-ahead log: frames that tell the size of the database. */
function commitsIn(path: string): number {
  const log = readFileSync(path)
  const frameBytes = 24 + log.readUInt32BE(8)
  let commits = 0
  for (let at = 32; at + frameBytes <= log.length; at += frameBytes) {
    if (log.readUInt32BE(at + 4) !== 0) commits++
  }
  return commits
}
