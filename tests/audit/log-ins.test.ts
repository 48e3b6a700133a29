import { randomUUID } from 'node:crypto'
import { createServices } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  afterwards,
  dumpTables,
  figure,
  freshDatabase,
  rawCall,
  StatementFaults,
  serveHere,
} from '#harness'
import { soonLoggedUnder } from './in-the-log.ts'

const TYPED = { email: 'nobody.here@example.org', password: 'typed into the wrong field' }
const ADA = { email: 'ada@example.org', password: 'the password of ada', displayName: 'ada' }

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)
// A minute each time it is looked at: what is tried here never comes too often.
let minutes = 0
const clock = { now: () => new Date(Date.now() + 60_000 * minutes++) }
const url = await serveHere(createServices(database, { clock }))
const statements = await StatementFaults.on(database)

/** A log-in that fails, and what was recorded of it. */
async function fail(email: string) {
  const requestId = randomUUID()
  const headers = { 'x-request-id': requestId }
  const started = performance.now()
  const answer = await rawCall(url, 'accounts.logIn', { ...TYPED, email }, { headers })
  const ms = performance.now() - started
  return { ms, answer, logged: await soonLoggedUnder(database, requestId) }
}

/** How many statements a failed log-in takes until it is recorded, whoever it was. */
async function statementsOf(email: string): Promise<number> {
  const never = Number.MAX_SAFE_INTEGER
  const count = await statements.failingBefore(never, async () => {
    const headers = { 'x-request-id': randomUUID() }
    await rawCall(url, 'accounts.logIn', { ...TYPED, email }, { headers })
    await new Promise((resolve) => setTimeout(resolve, 300))
  })
  return count.statements
}

describe('Given the account of ada', () => {
  let accountId = 0

  beforeAll(async () => {
    const { data } = await rawCall(url, 'accounts.register', ADA)
    accountId = (data() as { account: { id: number } }).account.id
  })

  test('when the password is wrong, then ada sees that somebody tried', async () => {
    const { logged } = await fail(ADA.email)
    expect(logged).toMatchObject([
      {
        type: 'LogInFailed',
        stream: `account-${accountId}`,
        audience: `account-${accountId}`,
        payload: {},
        account_id: accountId,
        address: '127.0.0.1',
      },
    ])
  })

  test('when the address is nobody’s, then administrators see it, without the address', async () => {
    const { logged } = await fail(TYPED.email)
    expect(logged).toMatchObject([
      { type: 'LogInFailed', audience: 'administrators', payload: {}, account_id: null },
    ])
    expect(logged[0]?.stream).toMatch(/^refused-/)
  })

  test('then nothing that was typed is in the database', async () => {
    await fail(ADA.email)
    const dump = JSON.stringify(await dumpTables(database))
    expect(dump).toContain('LogInFailed')
    expect(dump).not.toContain(TYPED.email)
    expect(dump).not.toContain(TYPED.password)
  })

  test('when it fails, then nobody can tell by the answer or by the time whether there is an account', async () => {
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let round = 0; round < 15; round++) {
      const known = await fail(ADA.email)
      const unknown = await fail(`nobody.${round}@example.org`)
      expect(unknown.answer.body).toBe(known.answer.body)
      times.known.push(known.ms)
      times.unknown.push(unknown.ms)
    }
    const [known, unknown] = [median(times.known), median(times.unknown)]
    // The hash takes 20 ms and more: leaving it out for one of them would be a tenth of that.
    expect(unknown / known).toBeGreaterThan(0.5)
    expect(unknown / known).toBeLessThan(2)
    const [ofKnown, ofUnknown] = [await statementsOf(ADA.email), await statementsOf(TYPED.email)]
    expect(ofUnknown).toBe(ofKnown)
    figure(
      13,
      `failed log-ins: the same body, ${ofKnown} statements and one event each; median ` +
        `${known.toFixed(1)} ms known, ${unknown.toFixed(1)} ms unknown`,
    )
  })

  test('control: an account that costs a statement more is noticed', async () => {
    const before = await statementsOf(ADA.email)
    const look = database.reader.selectFrom('accounts').select('id')
    const withOneMore = await statements.failingBefore(Number.MAX_SAFE_INTEGER, async () => {
      await rawCall(url, 'accounts.logIn', { ...TYPED, email: ADA.email })
      await look.execute()
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    expect(withOneMore.statements).not.toBe(before)
  })
})

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
