import { randomUUID } from 'node:crypto'
import { createServices, QUIET_MS } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  afterwards,
  dumpTables,
  figure,
  freshDatabase,
  newKeys,
  rawCall,
  StatementFaults,
  serveHere,
} from '#harness'
import { soonLoggedUnder } from './in-the-log.ts'

const TYPED = { email: 'nobody.here@example.org', password: 'typed into the wrong field' }
const ROUNDS = 30
const A_WHILE_MS = QUIET_MS + 60_000
const ADA = { email: 'ada@example.org', password: 'the password of ada', displayName: 'ada' }

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)
// A while later each time it is looked at: what is tried here never comes too often.
let looks = 0
const clock = { now: () => new Date(Date.now() + A_WHILE_MS * looks++) }
const url = await serveHere(createServices(database, { clock, keys: newKeys() }))
const statements = await StatementFaults.on(database)

/** A call that is refused, and what was recorded of it. */
async function refusedCall(path: string, input: unknown, secret?: string) {
  const requestId = randomUUID()
  const options = { headers: { 'x-request-id': requestId }, ...(secret ? { secret } : {}) }
  const started = performance.now()
  const answer = await rawCall(url, path, input, options)
  const ms = performance.now() - started
  return { ms, answer, logged: await soonLoggedUnder(database, requestId) }
}

const fail = (email: string) => refusedCall('accounts.logIn', { ...TYPED, email })
const refuse = () => refusedCall('accounts.whoAmI', {}, 'no credential')

let committed: () => void = () => undefined
database.onCommit(() => committed())

/** How many statements a failed log-in takes until it is recorded, whoever it was. */
async function statementsOf(email: string, beside: () => Promise<unknown> = async () => undefined) {
  const count = await statements.failingBefore(Number.MAX_SAFE_INTEGER, async () => {
    const recorded = new Promise<void>((resolve) => {
      // It is counted first, and recorded after the answer.
      const isCounted = () => (committed = resolve)
      committed = isCounted
    })
    const headers = { 'x-request-id': randomUUID() }
    await rawCall(url, 'accounts.logIn', { ...TYPED, email }, { headers })
    await Promise.all([recorded, beside()])
  })
  return count.statements
}

/** Two calls in turns: how long each takes, and how often the second one was the faster. */
async function race(first: () => Promise<number>, second: () => Promise<number>) {
  const [times, others]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await first())
    others.push(await second())
  }
  const faster = times.filter((ms, round) => ms > (others[round] ?? 0)).length
  return { first: median(times), second: median(others), faster }
}

/** Fair coins fall outside of that once in 10,000 times; a hash left out always does. */
const isFair = (faster: number) => faster >= 5 && faster <= ROUNDS - 5

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
    const [known, unknown] = [await fail(ADA.email), await fail(TYPED.email)]
    expect(unknown.answer.body).toBe(known.answer.body)
    const { first, second, faster } = await race(
      async () => (await fail(ADA.email)).ms,
      async () => (await fail(TYPED.email)).ms,
    )
    expect(faster).toSatisfy(isFair)
    const [ofKnown, ofUnknown] = [await statementsOf(ADA.email), await statementsOf(TYPED.email)]
    expect(ofUnknown).toBe(ofKnown)
    figure(
      13,
      `failed log-ins: the same body, ${ofKnown} statements and one event each; median ` +
        `${first.toFixed(1)} ms known, ${second.toFixed(1)} ms unknown, faster in ${faster} of ${ROUNDS}`,
    )
  })

  test('control: an answer without a hash, and a statement more, are noticed', async () => {
    const { faster } = await race(
      async () => (await fail(ADA.email)).ms,
      async () => (await refuse()).ms,
    )
    expect(faster).not.toSatisfy(isFair)
    const look = database.reader.selectFrom('accounts').select('id')
    const withOneMore = await statementsOf(ADA.email, () => look.execute())
    expect(withOneMore).not.toBe(await statementsOf(ADA.email))
  })
})

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
