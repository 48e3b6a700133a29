import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { figure, startLarder } from '#harness'
import { downloaded } from './download.ts'
import { incomingOf, rowsOf } from './kept.ts'
import { sha256 } from './put-file.ts'
import { begin, placeOf, progress } from './tus.ts'

/** The long version: `KILLS=1000`. */
const KILLS = Number(process.env['KILLS'] ?? 20)
const FILE_BYTES = 1_500_000

const larder = await startLarder()
const ada = await larder.person('ada')
const secret = ada.session
const bytes = Uint8Array.from({ length: FILE_BYTES }, (_, place) => place % 251)

test(
  `Given senders that are killed ${KILLS} times, when others go on, then what is kept is what was sent`,
  async () => {
    let kills = 0
    let files = 0
    while (kills < KILLS) {
      const place = placeOf(larder, await begin(larder, FILE_BYTES, { secret, as: 'file' }))
      let now = await progress(place, { secret })
      while (Number.isNaN(now.fileId)) {
        const before = now.offset
        if (await isKilledSending(place, 'PATCH', before, kills < KILLS)) kills++
        now = await progress(place, { secret })
        expect(now.status).toBe(200)
        expect(now.offset).toBeGreaterThanOrEqual(before)
      }
      files++
      expect(await downloaded(larder, now.fileId, secret)).toEqual({
        size: FILE_BYTES,
        sha256: sha256(bytes),
      })
    }
    expect(incomingOf(larder)).toEqual([])
    figure(19, `${KILLS} kills of the sender during ${files} resumed uploads: all as sent`)
  },
  60_000 + KILLS * 10_000,
)

test(
  `Given senders of one request that are killed ${KILLS} times, then nothing is left of what is not whole`,
  async () => {
    const before = await rowsOf(larder)
    let whole = 0
    for (let kills = 0; kills < KILLS; kills++) {
      const url = `${larder.url}/files?name=x&as=file`
      if (!(await isKilledSending(url, 'PUT', 0, true))) whole++
    }
    await vi.waitFor(async () => {
      const { files, uploads } = await rowsOf(larder)
      expect(uploads).toEqual([])
      const kept = files.slice(before.files.length)
      // Whoever is killed after the last byte was sent has sent all of it.
      expect(kept.length).toBeGreaterThanOrEqual(whole)
      expect(kept.length).toBeLessThan(KILLS)
      expect(kept.filter(({ size }) => size !== FILE_BYTES)).toEqual([])
      expect(incomingOf(larder)).toEqual([])
    })
    figure(19, `${KILLS} kills of the sender during PUT: nothing left of what was not whole`)
  },
  60_000 + KILLS * 10_000,
)

/** Sends in a process of its own, which is killed at some moment, or soon enough. */
async function isKilledSending(url: string, method: string, offset: number, kill: boolean) {
  const script = join(import.meta.dirname, 'sender.ts')
  const words = [script, url, method, secret, String(offset), String(FILE_BYTES)]
  const sender = spawn(process.execPath, words, { stdio: 'ignore' })
  const gone = once(sender, 'exit')
  if (kill) {
    await Promise.race([gone, sleep(150 + Math.random() * 900)])
    sender.kill('SIGKILL')
  }
  await gone
  return sender.signalCode === 'SIGKILL'
}
