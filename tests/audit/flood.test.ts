import { randomUUID } from 'node:crypto'
import { createRequestContext, createServices, DomainError, RefusalLog } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import { expect, test } from 'vitest'
import { afterwards, figure, freshDatabase, rawCall, serveHere } from '#harness'

const MOST_A_MINUTE = 20
const CALLS = 300

test('Given an address that is refused again and again, when the minute is over, then one line says how often', async () => {
  const { databaseUrl } = await freshDatabase()
  const database = openDatabase({ url: databaseUrl })
  afterwards(() => database.close())
  await migrate(database)
  const clock = { at: Date.parse('2026-11-03T10:00:00.000Z'), now: () => new Date(clock.at) }
  const url = await serveHere(createServices(database, { clock }))
  const refused = async () => {
    const answer = await rawCall(url, 'freezers.list', {}, { secret: 'hello' })
    return answer.error()?.data.reason
  }
  const logged = async () => {
    const rows = await database.reader
      .selectFrom('events')
      .select(['type', 'payload', 'address', 'audience'])
      .orderBy('id')
      .execute()
    return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as object }))
  }
  const countOf = async (type: string) => (await logged()).filter((row) => row.type === type).length

  const answers = await Promise.all(Array.from({ length: CALLS }, refused))
  expect(new Set(answers)).toEqual(new Set(['CREDENTIAL_REFUSED']))
  await expect.poll(() => countOf('AccessRefused')).toBe(MOST_A_MINUTE)
  expect(await countOf('RefusalsOmitted')).toBe(0)

  clock.at += 60_000
  await expect.poll(() => countOf('RefusalsOmitted'), { timeout: 5_000 }).toBe(1)
  expect((await logged()).at(-1)).toMatchObject({
    payload: { count: CALLS - MOST_A_MINUTE, since: '2026-11-03T10:00:00.000Z' },
    address: '127.0.0.1',
    audience: 'administrators',
  })
  expect(await countOf('AccessRefused')).toBe(MOST_A_MINUTE)

  await refused()
  await expect.poll(() => countOf('AccessRefused')).toBe(MOST_A_MINUTE + 1)
  figure(
    13,
    `${CALLS} refusals of one address in a minute: ${MOST_A_MINUTE} events and 1 that counts the rest`,
  )
})

/** Notes so many refusals, of as many addresses or of one, and stops. Answers what was recorded. */
async function noted(count: number, sourceOf: (call: number) => string) {
  const { databaseUrl } = await freshDatabase()
  const database = openDatabase({ url: databaseUrl })
  afterwards(() => database.close())
  await migrate(database)
  const services = createServices(database)
  const failures: unknown[] = []
  const refusals = new RefusalLog(services, (_, error) => failures.push(error))
  for (let call = 0; call < count; call++) {
    const address = sourceOf(call)
    const request = { id: randomUUID(), address, device: '', idempotencyKey: undefined }
    const ctx = await createRequestContext(services, { ...request, authorization: 'Bearer hello' })
    const error = new DomainError('CREDENTIAL_REFUSED', { problem: 'malformed' })
    refusals.note(ctx, error, 'freezers.list', address)
  }
  await refusals.stop()
  expect(failures).toEqual([])
  const rows = await database.reader.selectFrom('events').select(['type', 'payload']).execute()
  const refused = rows.filter(({ type }) => type === 'AccessRefused').length
  const omitted = rows.filter(({ type }) => type === 'RefusalsOmitted')
  return { refused, omitted: omitted.map(({ payload }) => JSON.parse(payload) as object) }
}

test('Given a flood that is going on, when the server stops, then what was left out is said all the same', async () => {
  const { refused, omitted } = await noted(25, () => '203.0.113.7')
  expect(refused).toBe(MOST_A_MINUTE)
  expect(omitted).toMatchObject([{ count: 25 - MOST_A_MINUTE }])
})

test('control: as many refusals of as many addresses are all recorded', async () => {
  const { refused, omitted } = await noted(CALLS, (call) => `203.0.${call >> 8}.${call & 255}`)
  expect([refused, omitted]).toEqual([CALLS, []])
})
