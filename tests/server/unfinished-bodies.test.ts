import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { afterwards, startLarder } from '#harness'
import type { Sent } from './patient-client.ts'
import { PatientClient } from './patient-client.ts'

const LIMIT = 5 * 1_024 * 1_024
const SENDERS = 100
const PATIENCE_MS = 10_000
const SILENCE = 'no answer'
const json = 'content-type: application/json'

/** A part of the largest body there may be, and then nothing. */
const unfinished = { size: LIMIT, sent: LIMIT / 8, headers: [json] }

const larder = await startLarder()
const ada = await larder.person('ada')
await ada.freezer({ name: 'frigo', boxes: 4 })

const header =
  'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity\n'
const inventory = header + `frigo,4,1,,peas,${'d'.repeat(700)},soup,2024-01-31,,6,1\n`.repeat(5_000)

describe('Given 100 senders of large bodies that never end', () => {
  test.each<[who: string, status: number, request: Partial<Sent> & { path: string }]>([
    ['are nobody', 401, { path: '/trpc/accounts.logIn' }],
    ['are nobody and send in chunks', 401, { path: '/trpc/accounts.logIn', chunked: true }],
    [
      'have a credential that was never given',
      401,
      {
        path: '/trpc/freezers.importCsv',
        headers: [json, `authorization: Bearer larder_ses_${'A'.repeat(40)}`],
      },
    ],
    ['ask where nothing is', 404, { path: '/nothing' }],
    ['ask for an export', 401, { path: '/account/export' }],
  ])(
    'when they %s, then each is told %i, none is held, and the others go on',
    async (_, told, request) => {
      const answers = Array.from({ length: SENDERS }, () =>
        inTime(openClient().ask({ ...unfinished, ...request })),
      )
      expect(await importOf(ada)).toMatchObject({ products: 5_000 })
      expect(await tally(answers)).toEqual({ [told]: SENDERS })
    },
  )
})

describe('Given somebody who is signed in and sends large bodies that never end', () => {
  test('then three are held, the others are refused for now, and everybody else goes on', async () => {
    const bob = await larder.person('bob')
    const held = openUnfinished(bob, 3)
    expect(await tally(held.answers)).toEqual({ [SILENCE]: 3 })
    const more = openUnfinished(bob, 20)
    expect(await tally(more.answers)).toEqual({ 503: 20 })
    expect(await bob.larder.freezers.list({})).toBeDefined()
    expect(await importOf(ada)).toMatchObject({ products: 5_000 })
    const body = { csv: inventory, dryRun: true }
    const refused = await larder.call('freezers.importCsv', body, { secret: bob.session })
    expect(refused.headers.get('retry-after')).toBe('2')
    expect(refused.error()?.data).toMatchObject({
      reason: 'LARGE_BODIES_BUSY',
      details: { retryAfterSeconds: 2 },
    })
    held.close()
    expect(await importOf(bob)).toMatchObject({ products: 5_000 })
  })

  test('when several do, then twelve are held, and small calls are answered as ever', async () => {
    const people = await Promise.all(['carl', 'dora', 'emil', 'finn'].map((n) => larder.person(n)))
    const held = people.map((person) => openUnfinished(person, 3))
    const answers = held.flatMap(({ answers }) => answers)
    expect(await tally(answers)).toEqual({ [SILENCE]: 12 })
    expect(await tally(openUnfinished(ada, 1).answers)).toEqual({ 503: 1 })
    expect(await ada.larder.freezers.list({})).toBeDefined()
    expect(await ada.logIn()).toBeDefined()
    for (const { close } of held) close()
    expect(await importOf(ada)).toMatchObject({ products: 5_000 })
  })
})

describe('Given large bodies that end', () => {
  test('when one account sends many after another, then all are read', async () => {
    for (let n = 0; n < 6; n++) expect(await importOf(ada)).toMatchObject({ products: 5_000 })
  })

  test('when one is sent in chunks, then it is read, and room is made again', async () => {
    const headers = [json, `authorization: Bearer ${ada.session}`]
    const request = { path: '/trpc/freezers.list', headers, size: LIMIT - 1, chunked: true }
    const client = openClient()
    // It is no JSON.
    for (let n = 0; n < 6; n++) expect(await client.ask(request)).toBe(400)
  })

  test('when nobody sends 64 KiB, then they are read, and one byte more is not', async () => {
    const path = '/trpc/accounts.whoAmI'
    for (const chunked of [false, true]) {
      expect(await openClient().ask({ path, headers: [json], size: 65_536, chunked })).toBe(400)
      expect(await openClient().ask({ path, headers: [json], size: 65_537, chunked })).toBe(401)
    }
  })
})

function importOf({ larder }: Person): Promise<object> {
  return larder.freezers.importCsv({ csv: inventory, dryRun: true })
}

function openUnfinished(
  { session }: Person,
  count: number,
): { answers: Promise<number | typeof SILENCE>[]; close(): void } {
  const headers = [json, `authorization: Bearer ${session}`]
  const clients = Array.from({ length: count }, () => openClient())
  return {
    answers: clients.map((client) =>
      inTime(client.ask({ ...unfinished, path: '/trpc/freezers.importCsv', headers })),
    ),
    close: () => {
      for (const client of clients) client.close()
    },
  }
}

/** How many got which answer, in much less time than an unfinished body is waited for. */
async function tally(answers: Promise<number | typeof SILENCE>[]): Promise<Record<string, number>> {
  const given = await Promise.all(answers)
  return Object.fromEntries(
    [...new Set(given)].map((one) => [one, given.filter((each) => each === one).length]),
  )
}

function inTime(answer: Promise<number>): Promise<number | typeof SILENCE> {
  answer.catch(() => {})
  return Promise.race([answer, sleep<typeof SILENCE>(PATIENCE_MS, SILENCE, { ref: false })])
}

function openClient(): PatientClient {
  const client = new PatientClient(larder.url)
  afterwards(() => client.close())
  return client
}
