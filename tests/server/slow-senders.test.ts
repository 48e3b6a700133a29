import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { letTakeItsTime, requireArrival } from '@larder/server/src/request-arrival.ts'
import { fastify } from 'fastify'
import { describe, expect, test } from 'vitest'
import { afterwards } from '#harness'

/** A request is late when it was looked at 60 times. */
const LOOKS_EVERY_MS = 5
const LATE_MS = 60 * LOOKS_EVERY_MS

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const server = fastify()
requireArrival(server, LOOKS_EVERY_MS)
server.addContentTypeParser('text/large', (_request, _body, done) => done(null))
const seen: WeakRef<object>[] = []
server.post('/', async (request) => {
  seen.push(new WeakRef(request.raw))
  return 'arrived'
})
server.post('/slow-answer', async () => {
  await sleep(3 * LATE_MS)
  return 'arrived'
})
server.post('/large', async (request) => {
  letTakeItsTime(request)
  await once(request.raw.resume(), 'end')
  return 'arrived'
})
server.post('/large-unread', async (request) => {
  letTakeItsTime(request)()
  return 'arrived'
})
await server.listen({ host: '127.0.0.1', port: 0 })
afterwards(() => server.close())

describe('Given a body that does not arrive', () => {
  test('then its connection is closed, and told that it was too slow', async () => {
    const connection = await open()
    connection.send('/', 10, 'half ')
    expect(await connection.isClosedWithin(4 * LATE_MS)).toBe(true)
    expect(connection.received()).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('when its connection had served others before, then all the same', async () => {
    const connection = await open()
    connection.send('/', 5, 'whole')
    await connection.answers(1)
    connection.send('/', 10, 'half ')
    expect(await connection.isClosedWithin(4 * LATE_MS)).toBe(true)
    expect(connection.received()).toMatch(/arrived.*HTTP\/1\.1 408 /s)
  })

  test('when its route took its time, and has answered without it, then all the same', async () => {
    const connection = await open()
    connection.send('/large-unread', 10, 'half ', 'text/large')
    await connection.answers(1)
    expect(await connection.isClosedWithin(4 * LATE_MS)).toBe(true)
  })
})

describe('Given bodies that do arrive', () => {
  test('when one was answered, then nothing of it is kept while its connection rests', async () => {
    const connections = await Promise.all(Array.from({ length: 10 }, open))
    for (const connection of connections) {
      connection.send('/', 5, 'whole')
      await connection.answers(1)
    }
    expect(seen.length).toBeGreaterThanOrEqual(10)
    const kept = () => {
      collectGarbage()
      return seen.slice(-10).filter((each) => each.deref() !== undefined).length
    }
    await expect.poll(kept).toBe(0)
  })

  test('when the answer takes long, then it is waited for', async () => {
    const connection = await open()
    connection.send('/slow-answer', 5, 'whole')
    await connection.answers(1)
  })

  test('when a connection then rests, or serves the next one after a while, it stays', async () => {
    const connection = await open()
    for (let n = 1; n <= 3; n++) {
      connection.send('/', 5, 'who')
      await sleep(LATE_MS / 2)
      connection.write('le')
      await connection.answers(n)
    }
    expect(await connection.isClosedWithin(2 * LATE_MS)).toBe(false)
  })

  test('when the route takes what comes for hours, then it does', async () => {
    const connection = await open()
    connection.send('/large', 5, 'who', 'text/large')
    await sleep(3 * LATE_MS)
    connection.write('le')
    await connection.answers(1)
  })
})

async function open() {
  const { port } = server.server.address() as AddressInfo
  const socket: Socket = connect(port, '127.0.0.1').on('error', () => {})
  afterwards(() => socket.destroy())
  let received = ''
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text
  })
  await once(socket, 'connect')
  return {
    received: () => received,
    write: (text: string) => socket.write(text),
    send: (path: string, size: number, sent: string, type = 'text/plain') => {
      const headers = `host: localhost\r\ncontent-type: ${type}\r\ncontent-length: ${size}`
      socket.write(`POST ${path} HTTP/1.1\r\n${headers}\r\n\r\n${sent}`)
    },
    answers: (count: number) =>
      expect.poll(() => received.split('arrived').length - 1, { timeout: 5_000 }).toBe(count),
    isClosedWithin: async (ms: number) => {
      const closed = socket.closed ? true : once(socket, 'close').then(() => true)
      return Promise.race([closed, sleep(ms, false)])
    },
  }
}
