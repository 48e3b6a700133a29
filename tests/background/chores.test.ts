import { createServices } from '@larder/api'
import { forgettingTasks } from '@larder/api/src/event-log/forgetting.ts'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { afterwards, openStorage, startLarder } from '#harness'
import { House } from './house.ts'

const MINUTE = 60_000

const larder = await startLarder()
const { database } = larder
const storage = openStorage(larder)
const services = createServices(database, { storage })

beforeEach(() => database.writer.deleteFrom('tasks').execute())

describe('Given a server that has just started', () => {
  test('when a minute or two have gone by, then it has tidied up, and ten minutes later again', async () => {
    const house = new House(services)
    await insertOldTasks(1)
    await house.pass(MINUTE - 1)
    expect(await oldTasks()).toBe(1)
    await house.pass(MINUTE + 1)
    expect(await oldTasks()).toBe(0)
    await insertOldTasks(1)
    await house.pass(8 * MINUTE)
    expect(await oldTasks()).toBe(1)
    await house.pass(2 * MINUTE)
    expect(await oldTasks()).toBe(0)
    expect(house.failures).toEqual([])
  })

  test('when some of it fails again and again, then that is told by its name, and all else is done', async () => {
    const away = (from: string, to: string) =>
      sql`alter table ${sql.table(from)} rename to ${sql.table(to)}`.execute(database.writer)
    await away('guesses', 'guesses_away')
    afterwards(() => away('guesses_away', 'guesses'))
    const { accountId } = await larder.person('ada')
    const over = {
      flow_hash: 'over',
      account_id: accountId,
      expires_at: '2020-01-01T00:00:00.000Z',
    }
    await database.writer.insertInto('spent_identity_flows').values(over).execute()
    await insertOldTasks(1)
    const house = new House(services)
    await house.pass(12 * MINUTE)
    expect(house.failures).toEqual(['forgetting guesses', 'forgetting guesses'])
    const flows = database.reader.selectFrom('spent_identity_flows').selectAll()
    expect(await flows.execute()).toEqual([])
    expect(await oldTasks()).toBe(0)
  })

  test('when it stops amid something long, then it does not finish all of it first', async () => {
    await insertOldTasks(1_200)
    // It looks at the clock once in each portion.
    const clock = {
      now() {
        void house.stop()
        return new Date()
      },
    }
    const house = new House({ ...services, clock }, [forgettingTasks])
    await house.pass(2 * MINUTE)
    expect(await oldTasks()).toBe(700)
    // control: without a stop all goes at once.
    await new House(services, [forgettingTasks]).pass(2 * MINUTE)
    expect(await oldTasks()).toBe(0)
  })
})

async function insertOldTasks(count: number): Promise<void> {
  const finished_at = new Date(Date.now() - 31 * 24 * 60 * MINUTE).toISOString()
  const tasks = Array.from({ length: count }, (_, i) => ({
    ...{ kind: 'none', dedupe_key: `old ${i}`, subject: 'none', payload: '{}', attempts: 1 },
    ...{ state: 'done' as const, next_try_at: null, claimed_by: null, claimed_until: null },
    ...{ outcome: null, created_at: finished_at, finished_at },
  }))
  await database.writer.insertInto('tasks').values(tasks).execute()
}

async function oldTasks(): Promise<number> {
  const rows = await database.reader.selectFrom('tasks').select('kind').execute()
  return rows.filter(({ kind }) => kind === 'none').length
}
