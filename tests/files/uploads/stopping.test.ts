import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startLarder } from '#harness'
import { incomingOf, rowsOf } from './kept.ts'
import { putFile, sha256 } from './put-file.ts'
import { slowBody } from './slow-body.ts'
import { begin, patch, placeOf, progress } from './tus.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const secret = ada.session

test('Given uploads that run, when the server is stopped, then short ones end and long ones can be resumed', async () => {
  const bytes = randomBytes(1_000_000)
  const short = putFile(larder, slowBody(bytes, { pieces: 5, pauseMs: 300 }), {
    secret,
    as: 'file',
  })
  const long = putFile(larder, slowBody(bytes, { pieces: 1_000, pauseMs: 100 }), { secret })
  const place = placeOf(larder, await begin(larder, bytes.length, { secret }))
  const resumable = patch(place, 0, slowBody(bytes, { pieces: 1_000, pauseMs: 100 }), { secret })
  const outcomes = Promise.allSettled([short, long, resumable])
  await sleep(600)
  const restarted = larder.restart()
  const [first, second, third] = await outcomes
  expect(first).toMatchObject({ status: 'fulfilled', value: { status: 201 } })
  for (const ended of [second, third]) {
    // Whoever is still sending may miss the answer.
    if (ended?.status === 'fulfilled') {
      expect([ended.value.status, ended.value.reason()]).toEqual([503, 'UPLOAD_INTERRUPTED'])
    }
  }
  await restarted
  expect(larder.logs()).not.toContain('Not everything was finished')
  const now = await progress(place, { secret })
  expect(now.offset).toBeGreaterThan(1_000)
  const file = (await patch(place, now.offset, bytes.subarray(now.offset), { secret })).file()
  expect(file.sha256).toBe(sha256(bytes))
  expect((await rowsOf(larder)).uploads).toEqual([])
  expect(incomingOf(larder)).toEqual([])
})
