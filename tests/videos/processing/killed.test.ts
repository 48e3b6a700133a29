import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { figure, openStorage, startLarder } from '#harness'
import { childrenOf } from '../../files/hostile/memory.ts'
import { makeClip } from '../clips/clip.ts'
import { newVideo, uploadClip } from './new-video.ts'

const KILLS = Number(process.env.KILLS ?? 15)
const long = { timeout: 60_000 + KILLS * 20_000 }

test(
  'Given clips that are processed, when server and workers are killed at any moment, then each ends ready or failed',
  long,
  async () => {
    const larder = await startLarder()
    const ada = await larder.person('ada')
    const clips = [
      await makeClip({ isIndexLast: true, comment: '+48.8584+002.2945/' }),
      await makeClip({ container: 'webm', comment: '+48.8584+002.2945/' }),
      (await makeClip()).subarray(0, 9_000),
    ]
    const ids: string[] = []
    let kills = 0
    for (let round = 0; kills < KILLS; round++) {
      const { id } = await newVideo(ada)
      ids.push(id)
      const bytes = numbered(clips[round % 3] ?? Buffer.alloc(0), round)
      await ada.larder.files.upload(bytes, { video: id })
      // Somewhere between the arrival and the end, which comes after about a second.
      await sleep(Math.random() * 1_800)
      if (round % 3 === 0) {
        await larder.kill()
        await larder.restart()
        kills++
        continue
      }
      kills += killChildren(larder.pid)
    }
    const { reader } = larder.database
    await everyVideoEnds(larder, 60_000 + KILLS * 2_000)
    await larder.quiet()
    const videos = await reader
      .selectFrom('videos')
      .select(['state', 'failure', 'file_id'])
      .execute()
    expect(videos).toHaveLength(ids.length)
    expect(
      videos.filter(({ state, failure }) => (state === 'failed') !== (failure !== null)),
    ).toEqual([])
    const ready = videos.filter(({ state }) => state === 'ready').length
    // Of three clips one is damaged, and whoever ends a process says nothing of the bytes.
    expect(ready).toBe(ids.length - Math.floor(ids.length / 3))
    expect(await readdir(join(larder.directory, 'incoming')).catch(() => [])).toEqual([])
    await everyRenditionHasBytes(larder)
    figure(
      5,
      `${kills} kills while ${ids.length} videos were processed: ${ready} ready, ${ids.length - ready} failed, 0 stuck`,
    )
  },
)

test('control: a job that nobody takes over, and a picture without bytes, are noticed', async () => {
  const larder = await startLarder()
  const ada = await larder.person('ada')
  await uploadClip(ada, await makeClip({ seed: 1 }))
  await larder.quiet()
  await everyVideoEnds(larder, 10_000)
  await everyRenditionHasBytes(larder)
  const claimUntil = (claimedUntil: string) =>
    larder.database.transaction(async (db) => {
      await db.updateTable('videos').set({ state: 'processing' }).execute()
      const claim = { claimed_by: 'elsewhere/1', claimed_until: claimedUntil }
      const waits = { state: 'waiting', next_try_at: '2026-01-01T00:00:00.000Z' } as const
      await db
        .updateTable('tasks')
        .set({ ...waits, ...claim, finished_at: null })
        .execute()
    })
  await claimUntil('9999-12-31T23:59:59.999Z')
  await expect(everyVideoEnds(larder, 2_000)).rejects.toThrow()
  await claimUntil('2026-01-01T00:00:00.000Z')
  await everyVideoEnds(larder, 40_000)
  await larder.quiet()
  const storage = openStorage(larder)
  for await (const { key } of storage.blobs.list()) await storage.blobs.delete(key)
  await expect(everyRenditionHasBytes(larder)).rejects.toThrow()
})

test(
  'Given videos that are being replaced, when server and workers are killed, then each has the old bytes or the new',
  long,
  async () => {
    const larder = await startLarder()
    const ada = await larder.person('ada')
    const old = await makeClip()
    const better = await makeClip({ isIndexLast: true, seed: 1, comment: '+48.8584+002.2945/' })
    const damaged = better.subarray(0, 9_000)
    const videos: { id: string; isGood: boolean }[] = []
    let kills = 0
    for (let round = 0; kills < KILLS / 3; round++) {
      const { id } = await uploadClip(ada, numbered(old, round))
      const isGood = round % 2 === 0
      videos.push({ id, isGood })
      await ada.larder.files.upload(numbered(isGood ? better : damaged, round), { video: id })
      await sleep(Math.random() * 1_800)
      if (round % 3 === 0) {
        await larder.kill()
        await larder.restart()
        kills++
      } else kills += killChildren(larder.pid)
    }
    const { reader } = larder.database
    await vi.waitFor(
      async () => {
        for (const { id, isGood } of videos) {
          const video = await ada.larder.videos.get({ id })
          expect(video.state).toBe('ready')
          expect(video.replacement?.state).toBe(isGood ? undefined : 'failed')
          // Of the new ones where it was filmed is gone, which is of the same length.
          const length = (isGood ? better : old).length
          expect(video.size).toBe(numbered(Buffer.alloc(length), 0).length)
        }
      },
      { timeout: 60_000 + KILLS * 2_000, interval: 250 },
    )
    await larder.quiet()
    for (const [round, { id, isGood }] of videos.entries()) {
      if (isGood) continue
      const { blob } = await ada.larder.videos.download(id)
      const bytes = Buffer.from(await (await blob()).arrayBuffer())
      expect(bytes.equals(numbered(old, round))).toBe(true)
    }
    const rows = reader.selectFrom('files').select('id').where('kind', '=', 'video')
    expect(await rows.execute()).toHaveLength(videos.length)
    await everyRenditionHasBytes(larder)
    figure(5, `${kills} kills while ${videos.length} videos were replaced: 0 lost, 0 stuck`)
  },
)

/** The same film in bytes of its own. */
function numbered(clip: Buffer, round: number): Buffer {
  return Buffer.concat([clip, Buffer.from(`\0\0\0\x10free${String(round).padStart(8)}`)])
}

/** Ends the processes that a server started; answers how many. */
function killChildren(pid: number): number {
  let killed = 0
  for (const child of childrenOf(pid)) {
    try {
      process.kill(child, 'SIGKILL')
      killed++
    } catch {
      // It was quicker.
    }
  }
  return killed
}

type Larder = Awaited<ReturnType<typeof startLarder>>

/**
 * Waits until nothing is under way. What was ended five times would be tried again after ten minutes, and
 * after half an hour the next time: that it is, and not when, is the question, so it is due at once.
 */
async function everyVideoEnds({ database }: Larder, timeout: number): Promise<void> {
  const unfinished = database.reader
    .selectFrom('videos')
    .select('public_id')
    .where('state', 'not in', ['ready', 'failed'])
  const tryAgain = (now: string) =>
    database.writer
      .updateTable('tasks')
      .set({ next_try_at: now })
      .where('state', '=', 'waiting')
      .where('next_try_at', '>', now)
      .execute()
  await vi.waitFor(
    async () => {
      await tryAgain(new Date().toISOString())
      expect(await unfinished.execute()).toEqual([])
    },
    { timeout, interval: 250 },
  )
}

async function everyRenditionHasBytes(larder: Larder) {
  const { reader } = larder.database
  const storage = openStorage(larder)
  const rows = await reader
    .selectFrom('renditions')
    .innerJoin('blobs', 'blobs.id', 'renditions.blob_id')
    .innerJoin('files', 'files.id', 'renditions.file_id')
    .select(['blobs.id', 'blobs.hash', 'blobs.size'])
    .execute()
  const sizes = new Map<string, number>()
  for await (const { key, size } of storage.blobs.list()) sizes.set(key, size)
  const missing = rows.filter(
    ({ id, hash, size }) => sizes.get(`${hash.slice(0, 2)}/${hash}-${id}`) !== size,
  )
  expect(missing).toEqual([])
  const files = await reader.selectFrom('files').select(['counted_bytes', 'account_id']).execute()
  const counted = files.reduce((sum, file) => sum + file.counted_bytes, 0)
  const { stored } = await reader
    .selectFrom('accounts')
    .select(({ fn }) => fn.sum<number>('stored_bytes').as('stored'))
    .executeTakeFirstOrThrow()
  expect(Number(stored)).toBe(counted)
}
