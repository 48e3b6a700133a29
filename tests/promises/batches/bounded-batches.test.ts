import { appRouter, createRequestContext, createServices } from '@larder/api'
import { openDatabase } from '@larder/db'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { describe, expect, test } from 'vitest'
import { afterwards, figure, freshDatabase, startLarder } from '#harness'
import type { BatchAnswer } from './batch.ts'
import { calls, sendBatch } from './batch.ts'

const PER_MINUTE = 100

/** However the commas between the calls are written: routing and tRPC both decode them. */
const spellings = [
  { spelling: 'plain', comma: ',' },
  { spelling: 'encoded', comma: '%2C' },
  { spelling: 'encoded in lower case', comma: '%2c' },
  { spelling: 'encoded twice', comma: '%252C' },
]

describe('Given a server without rate limits', async () => {
  const larder = await startLarder()

  test('when a batch holds 20 calls, then all of them are answered', async () => {
    const answer = await sendBatch(larder.url, calls('accounts.whoAmI', 20))
    expect(answer).toEqual({ status: 401, answered: 20 })
  })

  test.each([21, 100, 800])(
    'when a batch holds %i, then it is refused as a whole',
    async (size) => {
      const answer = await sendBatch(larder.url, calls('accounts.whoAmI', size))
      expect(answer).toMatchObject({ status: 400, reason: 'BATCH_TOO_LARGE' })
    },
  )

  test.each(spellings)(
    'when a batch of 21 has its commas $spelling, then too',
    async ({ comma }) => {
      const answer = await sendBatch(larder.url, calls('accounts.whoAmI', 21, { comma }))
      expect(answer).toMatchObject({ status: 400, reason: 'BATCH_TOO_LARGE' })
    },
  )
})

describe(`Given a limit of ${PER_MINUTE} calls a minute from one address`, async () => {
  const larder = await startLarder({
    settings: { LARDER_RATE_PER_MINUTE: String(PER_MINUTE), LARDER_TRUST_PROXY: '127.0.0.1' },
  })

  test.each(spellings)(
    'when batches of 20 come, commas $spelling, then five are answered and no more',
    async ({ comma }) => {
      const address = addresses.next().value
      const answers: BatchAnswer[] = []
      for (let n = 0; n < 7; n++) {
        answers.push(await sendBatch(larder.url, calls('accounts.whoAmI', 20, { comma }), address))
      }
      expect(answers.map(({ answered = 0 }) => answered)).toEqual([20, 20, 20, 20, 20, 0, 0])
      expect(answers.at(-1)).toMatchObject({ status: 429, reason: 'RATE_LIMITED' })
      expect(answers.at(-1)?.retryAfter).toBeGreaterThan(0)
    },
  )

  test('when calls come one by one and in batches, then they count together', async () => {
    const address = addresses.next().value
    for (let n = 0; n < 4; n++) await sendBatch(larder.url, calls('accounts.whoAmI', 20), address)
    const statuses = []
    for (let n = 0; n < 25; n++) {
      const headers = { 'x-forwarded-for': address }
      statuses.push((await larder.call('accounts.whoAmI', undefined, { headers })).status)
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(20)
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  })

  test('when one request tries 800 passwords, then not one of them is checked', async () => {
    const ada = await larder.person('ada')
    // The right one is among them.
    const guess = (n: number) => (n === 400 ? ada.password : `guess number ${n}`)
    const input = (n: number) => ({ email: ada.email, password: guess(n) })
    const logIns = calls('accounts.logIn', 800, { input })
    const { answered } = await sendBatch(larder.url, logIns, addresses.next().value)
    expect(answered).toBeUndefined()
    expect(await logInsOf(ada.accountId)).toBe(0)
    figure(15, 'a batch of 800 log-ins: 0 passwords checked; 20 calls a batch, each counts')
  })

  async function logInsOf(accountId: number): Promise<number> {
    const events = await larder.database.reader
      .selectFrom('events')
      .select('id')
      .where('account_id', '=', accountId)
      .where('type', '=', 'LoggedIn')
      .execute()
    return events.length
  }
})

/** A new address for every test, so that no limit is left over from another. */
const addresses = (function* () {
  for (let n = 1; ; n++) yield `192.0.2.${n}`
})()

test('control: a plain set-up answers a batch of 800', async () => {
  const { databaseUrl } = await freshDatabase()
  const database = openDatabase({ url: databaseUrl })
  afterwards(() => database.close())
  const services = createServices(database)
  const circumstances = { device: '', authorization: undefined, idempotencyKey: undefined }
  const { path, inputs } = calls('accounts.whoAmI', 800)
  const answer = await fetchRequestHandler({
    router: appRouter,
    endpoint: '/trpc',
    req: new Request(`http://localhost/trpc/${path}?batch=1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(inputs),
    }),
    allowMethodOverride: true,
    createContext: () =>
      createRequestContext(services, { id: 'control', address: '127.0.0.1', ...circumstances }),
  })
  expect(await answer.json()).toHaveLength(800)
})
