import { setTimeout as sleep } from 'node:timers/promises'
import { fastify } from 'fastify'
import { describe, expect, test } from 'vitest'
import { afterwards, startLarder } from '#harness'
import type { Sent } from './patient-client.ts'
import { PatientClient } from './patient-client.ts'

const LIMIT = 4_096
const MB = 1_024 * 1_024
const json = 'content-type: application/json'
const whoAmI = '/trpc/accounts.whoAmI'

const larder = await startLarder({ settings: { LARDER_BODY_LIMIT: String(LIMIT) } })

describe('Given a client that sends all of a large body before it reads', () => {
  const refused: [what: string, status: number, request: Omit<Sent, 'size'>][] = [
    ['over the limit', 413, { path: whoAmI, headers: [json] }],
    ['of another type', 415, { path: whoAmI, headers: ['content-type: text/plain'] }],
    ['of too many calls', 400, { path: `/trpc/${'a,'.repeat(20)}a?batch=1`, headers: [json] }],
  ]
  const ways: [way: string, request: Partial<Sent>][] = [
    ['says how long it is', {}],
    ['comes in chunks', { chunked: true }],
  ]

  describe.each(ways)('that %s', (_, way) => {
    test.each(refused)('when the body is %s, then it is told %i, every time', async (...row) => {
      const [, status, request] = row
      for (let n = 0; n < 10; n++) {
        const answer = await openClient().ask({ ...request, ...way, size: 8 * MB })
        expect(answer).toBe(status)
      }
    })

    test.each(refused)(
      'when the body is %s and its last, then it is told %i, every time',
      async (...row) => {
        const [, status, request] = row
        const headers = [...(request.headers ?? []), 'connection: close']
        for (let n = 0; n < 10; n++) {
          const client = openClient()
          expect(await client.ask({ ...request, ...way, headers, size: 8 * MB })).toBe(status)
          await client.closed()
        }
      },
    )

    test('when it asks again on the same connection, then that is answered as ever', async () => {
      const client = openClient()
      const plain = { path: whoAmI, headers: ['content-type: text/plain'] }
      for (let n = 0; n < 3; n++) {
        expect(await client.ask({ ...plain, ...way, size: 8 * MB })).toBe(415)
        expect(await client.ask({ path: whoAmI, size: 0, headers: [json] })).toBe(401)
      }
    })
  })

  test('control: when a plain Fastify server refuses it, then it is cut off', async () => {
    const server = fastify({ bodyLimit: LIMIT })
    server.post('/', () => 'read')
    const url = await server.listen({ host: '127.0.0.1', port: 0 })
    afterwards(() => server.close())
    const attempt = openClient(url).ask({ path: '/', headers: [json], size: 32 * MB })
    await expect(attempt).rejects.toThrow(/EPIPE|ECONNRESET|ended|closed/)
  })
})

describe('Given a client that does not stop sending', () => {
  const huge = { path: whoAmI, headers: [json], size: 2 ** 40 }

  test('when it has sent 64 MB, then it is cut off', async () => {
    const client = openClient()
    await client.send({ ...huge, sent: 60 * MB })
    expect(await client.read()).toBe(413)
    await expect(openClient().send({ ...huge, sent: 100 * MB })).rejects.toThrow()
  })

  test('when it stalls, then it is told at once, and cut off after 5 s', async () => {
    const client = openClient()
    const started = performance.now()
    expect(await client.ask({ ...huge, sent: 2 * MB })).toBe(413)
    expect(performance.now() - started).toBeLessThan(2_500)
    await client.closed()
    expect(performance.now() - started).toBeGreaterThan(4_500)
    expect(performance.now() - started).toBeLessThan(15_000)
  })

  test.each([
    ['far over the limit', { ...huge, sent: 2 * MB }],
    ['within the limit', { ...huge, size: 2_000, sent: 1_000 }],
  ])('when it goes away, %s, then the server is none the worse for it', async (_, request) => {
    for (let n = 0; n < 10; n++) {
      const client = openClient()
      await client.send(request)
      await sleep(20)
      client.close()
    }
    expect(await openClient().ask({ path: whoAmI, size: 0, headers: [json] })).toBe(401)
    expect(larder.logs()).not.toContain('unexpected error')
  })
})

function openClient(url = larder.url): PatientClient {
  const client = new PatientClient(url)
  afterwards(() => client.close())
  return client
}
