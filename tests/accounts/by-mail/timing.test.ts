import { createMail, createServices } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  afterwards,
  figure,
  freshDatabase,
  newKeys,
  rawCall,
  StatementFaults,
  serveHere,
} from '#harness'

const ROUNDS = 40
const ADA = 'ada@example.org'

const { databaseUrl, directory } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)

// Two hours later each time it is looked at: what is asked for here is never too much.
let looks = 0
const clock = { now: () => new Date(Date.now() + 7_200_000 * looks++) }
// It sends no mail here, for there is nobody in this process who does the planned work.
const smtp = { host: '127.0.0.1', port: 9, tls: 'off', login: undefined } as const
const from = { name: 'Larder', address: 'larder@example.org' }
const mail = createMail({ smtp, outbox: directory, from, frontUrl: undefined })
const url = await serveHere(createServices(database, { clock, keys: newKeys(), mail }))
const home = await serveHere(createServices(database, { clock, keys: newKeys() }))
const statements = await StatementFaults.on(database)

interface Timed {
  ms: number
  status: number
  body: string
}

async function timed(path: string, input: object, at = url): Promise<Timed> {
  const started = performance.now()
  const { status, body } = await rawCall(at, path, input)
  return { ms: performance.now() - started, status, body }
}

const forgot = (email: string) => timed('accounts.password.forgot', { email })

const registration = (email: string) => ({ email, password: 'nobody guesses', displayName: 'x' })
const register = (email: string) => timed('accounts.register', registration(email))

let strangers = 0
const stranger = () => `stranger${strangers++}@example.org`

async function statementsOf(call: () => Promise<unknown>): Promise<number> {
  return (await statements.failingBefore(Number.MAX_SAFE_INTEGER, call)).statements
}

/** Both in turns: how long each takes, and how often the one for a known address took longer. */
async function race(known: () => Promise<Timed>, unknown: () => Promise<Timed>) {
  const [times, others]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    // Whoever comes second finds warm caches: they take turns at that too.
    if (round % 2 === 0) times.push((await known()).ms)
    others.push((await unknown()).ms)
    if (round % 2 === 1) times.push((await known()).ms)
  }
  const slower = times.filter((ms, round) => ms > (others[round] ?? 0)).length
  return { known: median(times), unknown: median(others), slower }
}

/** Fair coins fall outside of that once in 10,000 times. */
const isFair = (slower: number) => slower >= 8 && slower <= ROUNDS - 8

describe('Given an address with an account and others without', () => {
  beforeAll(async () => {
    const { status } = await rawCall(home, 'accounts.register', registration(ADA))
    expect(status).toBe(200)
    for (let n = 0; n < 5; n++) await Promise.all([forgot(ADA), register(ADA), forgot(stranger())])
  })

  test.each([
    ['a password is forgotten', forgot],
    ['somebody registers', register],
  ] as const)(
    'when %s, then neither the answer nor its time tells which is which',
    async (what, ask) => {
      const [known, unknown] = [await ask(ADA), await ask(stranger())]
      expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
      const [ofKnown, ofUnknown] = [
        await statementsOf(() => ask(ADA)),
        await statementsOf(() => ask(stranger())),
      ]
      expect(ofKnown).toBe(ofUnknown)
      const result = await race(
        () => ask(ADA),
        () => ask(stranger()),
      )
      expect(result.slower).toSatisfy(isFair)
      figure(
        13,
        `${what}: the same body, ${ofKnown} statements each; median ${result.known.toFixed(1)} ms known, ` +
          `${result.unknown.toFixed(1)} ms unknown, slower in ${result.slower} of ${ROUNDS}`,
      )
    },
  )

  test('control: a server that says whether an address is taken is noticed, by each of the three', async () => {
    const ask = (email: string) => timed('accounts.register', registration(email), home)
    const [known, unknown] = [await ask(ADA), await ask(stranger())]
    expect(known.body).not.toBe(unknown.body)
    const ofKnown = await statementsOf(() => ask(ADA))
    expect(ofKnown).not.toBe(await statementsOf(() => ask(stranger())))
    const { slower } = await race(
      // As much longer as it takes to look the account up and to hand a mail to a server nearby.
      async () => {
        const started = performance.now()
        await forgot(ADA)
        await database.reader.selectFrom('accounts').selectAll().execute()
        await new Promise((resolve) => setTimeout(resolve, 50))
        return { ms: performance.now() - started, status: 200, body: '' }
      },
      () => forgot(stranger()),
    )
    expect(slower).not.toSatisfy(isFair)
  })
})

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
