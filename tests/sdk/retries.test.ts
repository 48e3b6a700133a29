import { randomUUID } from 'node:crypto'
import { createLarder } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import { rawCall, startLarder } from '#harness'
import { cannedServer } from './canned-server.ts'
import { lossyLine } from './lossy-line.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const { id: freezerId } = await ada.freezer()

/** Ada, over a line that loses the next replies. */
async function overLossyLine(repliesToLose: number, retries?: number) {
  const line = await lossyLine(larder.url)
  const client = createLarder({ url: line.url, token: ada.session, retries })
  line.repliesToLose = repliesToLose
  return { line, client }
}

/** How often something of this name was put in. */
async function timesAdded(name: string): Promise<number> {
  return (await ada.larder.freezers.products.list({ where: { name: { eq: name } } })).items.length
}

const unreachable = { reason: 'UNREACHABLE' }

describe('Given a line that loses replies', () => {
  test('when a command’s is lost twice, then it takes effect once, and its answer arrives', async () => {
    const { line, client } = await overLossyLine(2)
    const peas = { freezerId, box: 1, name: 'patient peas', typeId: 1 }
    const added = await client.freezers.products.add(peas)
    expect(line.requests).toEqual(Array(3).fill('POST /trpc/freezers.products.add'))
    expect(await timesAdded('patient peas')).toBe(1)
    expect(await ada.larder.freezers.products.get({ id: added.id })).toEqual(added)
  })

  test('when it goes on losing them, then the call gives up, and the command took effect once', async () => {
    const { line, client } = await overLossyLine(Number.POSITIVE_INFINITY, 2)
    const beans = { freezerId, box: 1, name: 'lost beans', typeId: 1 }
    const idempotencyKey = randomUUID()
    const lost = client.freezers.products.add(beans, { idempotencyKey })
    await expect(lost).rejects.toMatchObject(unreachable)
    expect(line.requests).toHaveLength(3)
    line.repliesToLose = 0
    const added = await client.freezers.products.add(beans, { idempotencyKey })
    expect(added).toMatchObject({ name: 'lost beans' })
    expect(await timesAdded('lost beans')).toBe(1)
  })

  test('control: when somebody repeats a command without a key, then it takes effect every time', async () => {
    const { line } = await overLossyLine(2)
    const options = { secret: ada.session }
    const corn = { freezerId, box: 1, name: 'careless corn', typeId: 1 }
    for (const isLost of [true, true, false]) {
      const sent = rawCall(line.url, 'freezers.products.add', corn, options)
      if (isLost) await expect(sent).rejects.toThrow('fetch failed')
      else await sent
    }
    expect(await timesAdded('careless corn')).toBe(3)
  })

  test('when a query’s is lost, then it is asked again', async () => {
    const { line, client } = await overLossyLine(1)
    expect(await client.accounts.whoAmI()).toMatchObject({ id: ada.accountId })
    expect(line.requests).toHaveLength(2)
  })

  test('when it belongs to a command that hands out a secret, then that is not repeated', async () => {
    const { line, client } = await overLossyLine(1)
    const created = client.accounts.tokens.create({ name: 'script', scopes: ['freezers:read'] })
    await expect(created).rejects.toMatchObject(unreachable)
    expect(line.requests).toHaveLength(1)
    expect((await ada.larder.accounts.tokens.list()).items).toHaveLength(1)
  })

  test('when there are to be no retries, then there are none', async () => {
    const { line, client } = await overLossyLine(1, 0)
    await expect(client.freezers.list()).rejects.toMatchObject(unreachable)
    expect(line.requests).toHaveLength(1)
  })
})

describe('Given an answer that says why not', () => {
  test('when the cause does not pass, then it is not asked again', async () => {
    const { line, client } = await overLossyLine(0)
    const missing = client.freezers.get({ id: 2_000_000_000 })
    await expect(missing).rejects.toMatchObject({ reason: 'NOT_FOUND', status: 404 })
    expect(line.requests).toHaveLength(1)
  })

  const refusal = (reason: string, details: object, httpStatus: number) =>
    JSON.stringify({
      error: { code: -32000, message: 'not now', data: { reason, details, httpStatus } },
    })
  const done = { body: '{"result":{"data":{"items":[]}}}' }

  test('when it says when to come back, then that is waited for', async () => {
    const busy = {
      status: 503,
      headers: { 'retry-after': '1' },
      body: refusal('UNAVAILABLE', { retryAfterSeconds: 1 }, 503),
    }
    const { url, calls } = await cannedServer(busy, done)
    const started = performance.now()
    expect(await createLarder({ url }).freezers.trends.general()).toEqual({ items: [] })
    expect(calls).toHaveLength(2)
    expect(performance.now() - started).toBeGreaterThan(1_000)
  })

  test('when that is in a long time, then the caller is told instead', async () => {
    const limited = {
      status: 429,
      headers: { 'retry-after': '3600' },
      body: refusal('RATE_LIMITED', { retryAfterSeconds: 3600 }, 429),
    }
    const { url, calls } = await cannedServer(limited)
    await expect(createLarder({ url }).freezers.list()).rejects.toMatchObject({
      reason: 'RATE_LIMITED',
      status: 429,
      retryAfterSeconds: 3600,
    })
    expect(calls).toHaveLength(1)
  })

  test('when a proxy says that the server restarts, then it is asked again', async () => {
    const restarting = { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad' }
    const { url, calls } = await cannedServer(restarting, restarting, done)
    expect(await createLarder({ url }).freezers.trends.general()).toEqual({ items: [] })
    expect(calls).toHaveLength(3)
  })
})
