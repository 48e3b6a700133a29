import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startLarder } from '#harness'
import { incomingOf, rowsOf } from './kept.ts'

const larder = await startLarder()
const ada = await larder.person('ada')

test('Given senders that fall silent, or are slow, when a minute is over, then only uploads that move go on', {
  timeout: 120_000,
}, async () => {
  const put = `PUT /files?name=x&as=file HTTP/1.1\r\nAuthorization: Bearer ${ada.session}`
  const post = 'POST /trpc/accounts.logIn HTTP/1.1\r\nContent-Type: application/json'
  const [silent, slow, slowCall] = await Promise.all([
    send(put, () => false),
    send(put, () => true),
    send(post, () => true),
  ])
  expect(silent).toMatchObject({ status: 408, reason: 'UPLOAD_SILENT' })
  expect(silent.seconds).toBeGreaterThan(59)
  expect(silent.seconds).toBeLessThan(80)
  expect(slow).toMatchObject({ status: 201 })
  expect(slow.seconds).toBeGreaterThan(75)
  expect(slowCall).toMatchObject({ status: 408 })
  expect(slowCall.seconds).toBeLessThan(75)
  expect(incomingOf(larder)).toEqual([])
  expect((await rowsOf(larder)).uploads).toEqual([])
})

/** Sends 80 bytes, one a second, as long as it goes on. */
async function send(head: string, goesOn: () => boolean) {
  const socket = connect(Number(new URL(larder.url).port), '127.0.0.1')
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', (text) => (answer += text)).on('error', () => undefined)
  const started = performance.now()
  const over = once(socket, 'close')
  socket.write(`${head}\r\nHost: larder\r\nConnection: close\r\nContent-Length: 80\r\n\r\n{`)
  for (let sent = 1; sent < 80 && answer === '' && !socket.destroyed; sent++) {
    await sleep(1_000)
    if (goesOn()) socket.write('x')
  }
  if (answer === '') await Promise.race([over, once(socket, 'data')])
  const seconds = (performance.now() - started) / 1_000
  socket.destroy()
  return {
    seconds,
    status: Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1]),
    reason: /"reason":"(\w+)"/.exec(answer)?.[1],
  }
}
