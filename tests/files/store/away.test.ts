import { truncateSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BlobStore } from '@larder/api'
import { BytesMissing } from '@larder/api'
import { afterEach, describe, expect, test } from 'vitest'
import { figure, openStorage } from '#harness'
import { canStartS3, startOwnS3 } from '../../harness/s3/own-server.ts'
import { keysIn, newKey, read, someFile } from './some-bytes.ts'

// A server of its own, because it is stopped and killed.
const server = canStartS3 ? await startOwnS3() : undefined

describe.runIf(server)('Given a store of files that is', () => {
  const { url = '', signal = () => {}, answers = async () => {} } = server ?? {}
  const store = url ? openStorage({ directory: '', storageUrl: url }).blobs : noStore()
  const unavailable = { reason: 'STORAGE_UNAVAILABLE' }

  afterEach(async () => {
    signal('SIGCONT')
    await answers()
  })

  test('stopped, when it is asked something small, then the answer comes within 5 s', async () => {
    const [here, other] = [newKey(), newKey()]
    await store.put(here, someFile(1_000).path)
    signal('SIGSTOP')
    const longest = await Promise.all([
      refusedAfter(store.put(other, someFile(1_000).path)),
      refusedAfter(store.put(other, someFile(1_000_000).path)),
      refusedAfter(store.open(here)),
      refusedAfter(store.open(here, { start: 0, end: 9 })),
      refusedAfter(store.delete(here)),
      refusedAfter(keysIn(store)),
      refusedAfter(Array.fromAsync(store.dropUnfinished(new Date(), { dryRun: true, onFailure }))),
    ]).then((times) => Math.max(...times))
    figure(19, `a store of files that hangs: refused after at most ${seconds(longest)}`)
    expect(longest).toBeLessThan(5_000)

    signal('SIGCONT')
    await answers()
    const key = newKey()
    await store.put(key, someFile(1_000).path)
    expect(await read(store, key)).toHaveLength(1_000)
  })

  test('killed, when it is asked something small, then the answer comes within 5 s', async () => {
    const keys = Array.from({ length: 40 }, newKey)
    const { path } = someFile(1_000)
    signal('SIGKILL')
    const times = await Promise.all(
      keys.map((key) => refusedAfter(store.put(key, path)).catch(() => 0)),
    )
    expect(Math.max(...times)).toBeLessThan(5_000)
    await answers()
    await expect
      .poll(() =>
        store.put(newKey(), path).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
  })

  test.each([
    // A socket with bytes still to send notices at the second look that nothing moves: 10 s each.
    ['stopped', 'SIGSTOP', 30_000],
    ['killed', 'SIGKILL', 25_000],
  ] as const)(
    '%s in the middle of a large file, when it is put, then it is whole or not there',
    async (what, how, limit) => {
      const { path } = someFile(1)
      truncateSync(path, 400_000_000)
      const key = newKey()
      const since = performance.now()
      const ended = problemOf(store.put(key, path))
      await sleep(500)
      signal(how)
      const problem = await ended
      const time = performance.now() - since
      figure(19, `a store of files ${what} in the middle of a put: ended after ${seconds(time)}`)
      expect(time).toBeLessThan(limit)

      signal('SIGCONT')
      await answers()
      if (problem === undefined) {
        // It came back so soon that a second attempt went well.
        expect(how).toBe('SIGKILL')
        expect(await Array.fromAsync(store.list())).toContainEqual({ key, size: 400_000_000 })
        return
      }
      expect(problem).toMatchObject(unavailable)
      await expect.poll(() => problemOf(store.open(key))).toBeInstanceOf(BytesMissing)
      expect(await keysIn(store)).not.toContain(key)
      // Whether the store still heard that nothing more comes is a matter of luck.
      const soon = new Date(Date.now() + 60_000)
      await Array.fromAsync(store.dropUnfinished(soon, { dryRun: false, onFailure }))
      expect(
        await Array.fromAsync(store.dropUnfinished(soon, { dryRun: true, onFailure })),
      ).toEqual([])
    },
  )

  test.each([
    ['stopped', 'SIGSTOP', 15_000],
    ['killed', 'SIGKILL', 5_000],
  ] as const)('%s while somebody reads, then the reader is told', async (what, how, limit) => {
    const { path, bytes } = someFile(60_000_000)
    const key = newKey()
    await store.put(key, path)
    const body = await store.open(key)
    const pieces = body[Symbol.asyncIterator]()
    await pieces.next()
    signal(how)
    const time = await refusedAfter(
      (async () => {
        while (!(await pieces.next()).done);
      })(),
    )
    figure(19, `a store of files ${what} in the middle of a read: told after ${seconds(time)}`)
    expect(time).toBeLessThan(limit)

    signal('SIGCONT')
    await answers()
    await expect
      .poll(() =>
        read(store, key).then(
          (there) => there.equals(bytes),
          () => false,
        ),
      )
      .toBe(true)
  })

  test('well, when a reader takes its time, then it still gets everything', async () => {
    const { path, bytes } = someFile(30_000_000)
    const key = newKey()
    await store.put(key, path)
    const pieces: Buffer[] = []
    for await (const piece of await store.open(key)) {
      if (pieces.length === 1) await sleep(13_000)
      pieces.push(piece)
    }
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
  })

  /** How many milliseconds something took to be refused. */
  async function refusedAfter(asked: Promise<unknown>): Promise<number> {
    const since = performance.now()
    await expect(asked).rejects.toMatchObject(unavailable)
    return performance.now() - since
  }
})

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`
}

async function problemOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

function noStore(): BlobStore {
  return openStorage({ directory: '' }).blobs
}

async function onFailure(_key: string, error: unknown): Promise<never> {
  throw error
}
