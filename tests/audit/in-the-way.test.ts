import { randomUUID } from 'node:crypto'
import { createServices, DomainError, recorder } from '@larder/api'
import { LogInFailed } from '@larder/api/src/accounts/events.ts'
import { migrate, openDatabase } from '@larder/db'
import { describe, expect, test } from 'vitest'
import {
  afterwards,
  figure,
  freshDatabase,
  newKeys,
  rawCall,
  serveHere,
  startLarder,
} from '#harness'

describe('Given a database that nothing can be recorded in', () => {
  test('when a call is refused, then its answer is the same, and at once', async () => {
    const { databaseUrl } = await freshDatabase()
    const database = openDatabase({ url: databaseUrl })
    afterwards(() => database.close())
    await migrate(database)
    const url = await serveHere(createServices(database, { keys: newKeys() }))
    const refused = () => rawCall(url, 'freezers.list', {}, { secret: 'hello' })
    const before = await refused()
    await database.writer.schema.alterTable('events').renameTo('events_elsewhere').execute()
    const started = performance.now()
    const answers = [await refused(), await refused()]
    const ms = performance.now() - started
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      Array(2).fill([before.status, before.body]),
    )
    expect(ms).toBeLessThan(2_000)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((await refused()).body).toBe(before.body)
  })
})

describe('Given two servers on one database', () => {
  test('when hundreds are refused at once, then each of them is recorded, once', async () => {
    const trusting = { settings: { LARDER_TRUST_PROXY: '127.0.0.1' } }
    const first = await startLarder(trusting)
    const second = await startLarder({ ...trusting, on: first })
    const ada = await first.person('ada')
    const password = 'not the password of ada'
    const requests = Array.from({ length: 200 }, (_, index) => ({
      server: index % 2 === 0 ? first : second,
      email: index % 4 < 2 ? ada.email : `nobody.${index}@example.org`,
      headers: { 'x-request-id': randomUUID(), 'x-forwarded-for': `203.0.113.${index}` },
    }))
    const answers = await Promise.all(
      requests.map(({ server, email, headers }) =>
        server.call('accounts.logIn', { email, password }, { headers }),
      ),
    )
    expect(new Set(answers.map((answer) => answer.error()?.data.reason))).toEqual(
      new Set(['LOGIN_FAILED', 'LOGIN_BLOCKED']),
    )
    const recorded = async () => {
      const rows = await first.database.reader
        .selectFrom('events')
        .select(['request_id', 'stream', 'version'])
        .where('type', 'in', ['LogInFailed', 'LogInBlocked'])
        .execute()
      return rows
    }
    await expect.poll(async () => (await recorded()).length, { timeout: 45_000 }).toBe(200)
    const rows = await recorded()
    expect(new Set(rows.map((row) => row.request_id)).size).toBe(200)
    const streams = new Set(rows.map(({ stream }) => stream))
    expect(streams).toContain(`account-${ada.accountId}`)
    expect(first.logs() + second.logs()).not.toContain('refusals could not be recorded')
    figure(13, `200 log-ins failed at once on two servers: 200 events in ${streams.size} streams`)
  })
  test('control: recorded where they are refused, they go with what is rolled back', async () => {
    const { databaseUrl } = await freshDatabase()
    const database = openDatabase({ url: databaseUrl })
    afterwards(() => database.close())
    await migrate(database)
    const refused = database.transaction(async (db) => {
      const circumstances = {
        actor: { accountId: null, token: null },
        request: { id: randomUUID(), address: '203.0.113.7' },
        clock: { now: () => new Date() },
      }
      const stream = { name: 'refused', audience: 'administrators' } as const
      await recorder(db, circumstances)(stream, LogInFailed({}))
      throw new DomainError('LOGIN_FAILED', { attemptsLeft: 4 })
    })
    await expect(refused).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
    expect(await database.reader.selectFrom('events').select('id').execute()).toEqual([])
  })
})
