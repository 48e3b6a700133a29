import { mkdtempSync, readdirSync, readlinkSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { BytesMissing } from '@larder/api'
import { expect, inject, test, vi } from 'vitest'
import { afterwards, openStorage } from '#harness'
import { newKey, read, someFile } from './some-bytes.ts'

const directory = mkdtempSync(join(inject('temporaryDirectory'), 'store-'))
const store = openStorage({ directory, storageUrl: undefined }).blobs

async function put(size: number): Promise<{ key: string; bytes: Buffer }> {
  const [key, { path, bytes }] = [newKey(), someFile(size)]
  await store.put(key, path)
  return { key, bytes }
}

/** How many descriptors this process has of files in the store. */
function openFiles(): number {
  const places = readdirSync('/proc/self/fd').map((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`)
    } catch {
      // That of the listing itself is closed by now.
      return ''
    }
  })
  return places.filter((place) => place.startsWith(directory)).length
}

const onLinux = test.runIf(process.platform === 'linux')

onLinux(
  'Given a film, when many read ranges of it, then it is open once, and soon no more',
  async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    afterwards(() => vi.useRealTimers())
    const { key, bytes } = await put(1_000_000)
    await Promise.all(
      Array.from({ length: 50 }, async (_, start) => {
        const got = await read(store, key, { start, end: start + 99_999 })
        expect(got.equals(bytes.subarray(start, start + 100_000))).toBe(true)
      }),
    )
    expect(openFiles()).toBe(1)
    const body = await store.open(key)
    vi.advanceTimersByTime(10_000)
    expect(openFiles()).toBe(1)
    body.destroy()
    vi.useRealTimers()
    await expect.poll(openFiles).toBe(0)
  },
)

onLinux('Given 100 films, when each is read, then the least are kept open', async () => {
  for (let film = 0; film < 100; film++) await read(store, (await put(10)).key)
  await expect.poll(openFiles).toBeLessThanOrEqual(64)
})

test('Given a film that somebody reads, when it is deleted, then they get all of it, and nobody else any', async () => {
  const { key, bytes } = await put(3_000_000)
  const reading = await store.open(key)
  await store.delete(key)
  await expect(store.open(key)).rejects.toThrow(BytesMissing)
  expect((await buffer(reading)).equals(bytes)).toBe(true)
})

test('Given bytes that an operator takes away, when they are put back, then they are read at once', async () => {
  const { key, bytes } = await put(10)
  const place = join(directory, 'blobs', key)
  renameSync(place, `${place}.away`)
  await expect(store.open(key)).rejects.toThrow(BytesMissing)
  renameSync(`${place}.away`, place)
  expect((await read(store, key)).equals(bytes)).toBe(true)
})
