import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { downloaded } from './download.ts'
import { incomingOf } from './kept.ts'
import { sha256 } from './put-file.ts'
import { slowBody } from './slow-body.ts'
import { begin, patch, placeOf, progress } from './tus.ts'

const larder = await startLarder()
const { databaseUrl, directory, storageUrl } = larder
const other = await startLarder({ on: { databaseUrl, directory, storageUrl } })
const ada = await larder.person('ada')
const secret = ada.session

test('Given one upload, when two processes are sent different bytes for it at once, then its hash is about what is kept', {
  timeout: 120_000,
}, async () => {
  let refused = 0
  for (const size of [400_000]) {
    const begun = await begin(larder, size, { secret, as: 'file' })
    const senders = [larder, other].map(async (server, index) => {
      const place = placeOf(server, begun)
      const bytes = Buffer.alloc(size, index + 1)
      for (;;) {
        const now = await progress(place, { secret })
        if (!Number.isNaN(now.fileId)) return now.fileId
        if (now.status === 409) {
          await sleep(50)
          continue
        }
        expect(now.status).toBe(200)
        const body = slowBody(bytes.subarray(now.offset), { pieces: 8, pauseMs: 300 })
        const answer = await patch(place, now.offset, body, { secret }).catch(() => undefined)
        // Whoever is still sending may miss that it was refused.
        if (answer?.status !== 200) refused++
        await sleep(Math.random() * 200)
      }
    })
    const [fileId, same] = await Promise.all(senders)
    expect(fileId).toBe(same)
    const file = await ada.larder.files.get({ id: fileId ?? 0 })
    const kept = await downloaded(larder, file.id, secret)
    expect(kept).toEqual({ size, sha256: file.sha256 })
  }
  expect(refused).toBeGreaterThan(0)
  expect(incomingOf(larder)).toEqual([])
  figure(
    19,
    `an upload written by two processes at once, ${refused} requests ended in favour of the other: its hash is about what is kept`,
  )
})

test('Given a server that falls asleep while it writes, when another one finishes and it wakes up, then it harms nothing', async () => {
  const bytes = randomBytes(800_000)
  const begun = await begin(larder, bytes.length, { secret, as: 'file' })
  const body = slowBody(Buffer.alloc(bytes.length, 1), { pieces: 400, pauseMs: 20 })
  const asleep = patch(placeOf(other, begun), 0, body, { secret }).catch(() => undefined)
  await sleep(400)
  process.kill(other.pid, 'SIGSTOP')
  const place = placeOf(larder, begun)
  const started = performance.now()
  let now = await progress(place, { secret })
  while (now.status === 409) now = await progress(place, { secret })
  const seconds = (performance.now() - started) / 1_000
  expect(now.offset).toBeGreaterThan(0)
  const rest = bytes.subarray(now.offset)
  const file = (await patch(place, now.offset, rest, { secret })).file()
  process.kill(other.pid, 'SIGCONT')
  await asleep
  expect(await downloaded(larder, file.id, secret)).toEqual({
    size: bytes.length,
    sha256: file.sha256,
  })
  expect(seconds).toBeLessThan(15)
  figure(19, `an upload of a process that sleeps was taken over within ${seconds.toFixed(1)} s`)
})

test('Given a process that is killed while it writes, when another one goes on, then it needs no patience', async () => {
  const bytes = randomBytes(800_000)
  const begun = await begin(larder, bytes.length, { secret, as: 'file' })
  const body = slowBody(bytes, { pieces: 400, pauseMs: 20 })
  const cut = patch(placeOf(other, begun), 0, body, { secret }).catch(() => undefined)
  await sleep(400)
  await other.kill()
  await cut
  const place = placeOf(larder, begun)
  const { offset } = await progress(place, { secret })
  expect(offset).toBeGreaterThan(0)
  const file = (await patch(place, offset, bytes.subarray(offset), { secret })).file()
  expect(file.sha256).toBe(sha256(bytes))
  expect((await downloaded(larder, file.id, secret)).sha256).toBe(file.sha256)
})
