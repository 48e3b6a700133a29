import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { afterwards, startLarder } from '#harness'
import { Receiver, status } from './receiver.ts'

const larder = await startLarder({ settings: { LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8' } })

async function listening(receiver: Pick<Receiver, 'url'>) {
  const person = await larder.person('ada')
  const { webhooks } = person.larder
  const { id } = await webhooks.add({ url: receiver.url })
  /** Tries it out, and answers what came of the first attempt. */
  const attempt = async () => {
    const delivery = await webhooks.test({ id })
    await expect
      .poll(() => webhooks.deliveries.get({ id: delivery.id }), { timeout: 30_000 })
      .toMatchObject({ attempts: 1 })
    return webhooks.deliveries.get({ id: delivery.id })
  }
  return { person, id, attempt }
}

describe('Given a receiver', () => {
  test.each([200, 201, 202, 204, 299])('when it answers %i, then that is success', async (code) => {
    const receiver = await Receiver.start()
    receiver.answer = status(code)
    const { attempt } = await listening(receiver)
    expect(await attempt()).toMatchObject({ state: 'done', outcome: `HTTP ${code}.` })
  })

  test.each([301, 302, 303, 307, 308])(
    'when it answers %i, then the redirect is not followed and it is tried again',
    async (code) => {
      const [receiver, elsewhere] = [await Receiver.start(), await Receiver.start()]
      receiver.answer = (response) =>
        response.writeHead(code, { location: elsewhere.url }).end('over there')
      const { attempt } = await listening(receiver)
      expect(await attempt()).toMatchObject({
        state: 'waiting',
        outcome: `HTTP ${code}: redirects are not followed.`,
      })
      expect(elsewhere.received).toEqual([])
    },
  )

  test('when it wants to speak another protocol, then that is a failure like any other', async () => {
    const receiver = createServer((socket) =>
      socket
        .on('error', () => {})
        .once('data', () =>
          socket.write(
            'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
          ),
        ),
    )
    await once(receiver.listen(0, '127.0.0.1'), 'listening')
    afterwards(() => receiver.close())
    const { port } = receiver.address() as AddressInfo
    const { attempt } = await listening({ url: `http://127.0.0.1:${port}/` })
    expect(await attempt()).toMatchObject({ state: 'waiting', outcome: 'HTTP 101.' })
  })

  test('when it says something, then its first 200 characters are kept, whole ones', async () => {
    const receiver = await Receiver.start()
    receiver.answer = status(400, `  ${'🥕'.repeat(300)}`)
    const { attempt } = await listening(receiver)
    expect(await attempt()).toMatchObject({
      state: 'waiting',
      outcome: `HTTP 400: ${'🥕'.repeat(200)}`,
    })
  })

  test('when its answer does not end, then only its beginning is read, and the connection is closed', async () => {
    const receiver = await Receiver.start()
    let [sent, closed] = [0, false]
    receiver.answer = async (response) => {
      response.on('close', () => (closed = true)).writeHead(200)
      while (!closed && sent < 100_000_000) {
        sent += 65_536
        if (!response.write('x'.repeat(65_536))) await sleep(1)
      }
    }
    const { attempt } = await listening(receiver)
    expect(await attempt()).toMatchObject({
      state: 'done',
      outcome: `HTTP 200: ${'x'.repeat(200)}`,
    })
    await expect.poll(() => closed).toBe(true)
    expect(sent).toBeLessThan(20_000_000)
  })

  test('when nobody listens, then the outcome says so', async () => {
    const receiver = await Receiver.start()
    const { attempt } = await listening(receiver)
    await receiver.close()
    expect(await attempt()).toMatchObject({
      state: 'waiting',
      outcome: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('when it hangs up, then it is tried again', async () => {
    const receiver = await Receiver.start()
    receiver.answer = (response) => response.destroy()
    const { attempt } = await listening(receiver)
    expect(await attempt()).toMatchObject({ state: 'waiting', outcome: 'socket hang up' })
  })
})

describe('Given receivers that take their time', () => {
  test('when one never answers, or a character a second, then it is given up after 15 seconds and tried again', async () => {
    const [silent, slow] = [await Receiver.start(), await Receiver.start()]
    silent.answer = () => {}
    slow.answer = async (response) => {
      while (!response.destroyed) {
        response.write('.')
        await sleep(1_000)
      }
    }
    const [one, other] = [await listening(silent), await listening(slow)]
    const begun = performance.now()
    const late = { state: 'waiting', outcome: 'No answer within 15 s.' }
    expect(await Promise.all([one.attempt(), other.attempt()])).toMatchObject([late, late])
    expect(performance.now() - begun).toBeGreaterThan(14_500)
    expect(performance.now() - begun).toBeLessThan(25_000)
  })

  test('when one of them is sent very much, then nobody else waits for it', async () => {
    const slow = await Receiver.start()
    slow.answer = () => {}
    const { person } = await listening(slow)
    const freezer = await person.freezer({ boxes: 100 })
    for (let box = 1; box <= 100; box++) await person.product(freezer, { box })
    await slow.waitFor(1)
    const receiver = await Receiver.start()
    const { attempt } = await listening(receiver)
    const begun = performance.now()
    expect(await attempt()).toMatchObject({ state: 'done' })
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(slow.received.length).toBeLessThanOrEqual(3)
  })
})
