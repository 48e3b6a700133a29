import { rmSync, statSync } from 'node:fs'
import { BytesMissing } from '@larder/api'
import { describe, expect, test } from 'vitest'
import { keysIn, newKey, newStore, read, someFile } from './some-bytes.ts'

const MIB = 1_024 * 1_024

const store = newStore()

describe('Given a file', () => {
  // At and around where a store begins to send it differently.
  test.each([1, 1_000, MIB, MIB + 1, 16 * MIB, 16 * MIB + 1, 40 * MIB])(
    'of %d bytes, when it is put, then the same bytes can be read, and the file is still there',
    async (size) => {
      const { path, bytes } = someFile(size)
      const key = newKey()
      await store.put(key, path)
      expect(bytes.equals(await read(store, key))).toBe(true)
      expect(statSync(path).size).toBe(size)
    },
  )

  test('of no bytes, when it is put, then there are none to read, in no range either', async () => {
    const key = newKey()
    await store.put(key, someFile(0).path)
    expect(await read(store, key)).toHaveLength(0)
    expect(await read(store, key, { start: 0, end: 0 })).toHaveLength(0)
    expect(await Array.fromAsync(store.list())).toContainEqual({ key, size: 0 })
  })

  test('that is gone, when it is put, then there is nothing in the store', async () => {
    const key = newKey()
    await expect(store.put(key, `${someFile(1).path}-gone`)).rejects.toMatchObject({
      reason: 'STORAGE_UNAVAILABLE',
    })
    await expect(store.open(key)).rejects.toThrow(BytesMissing)
  })
})

describe('Given 3,000,000 bytes', async () => {
  const key = newKey()
  const { path, bytes } = someFile(3_000_000)
  await store.put(key, path)
  const last = bytes.length - 1

  test.each([
    ['the first byte', 0, 0],
    ['the last byte', last, last],
    ['everything', 0, last],
    ['some in the middle', 1_000_001, 2_000_000],
    ['some over the end', last - 9, last + 1_000],
    ['those behind the end', last + 1, last + 1],
    ['those far behind the end', 1_000_000_000_000, 1_000_000_000_001],
  ])('when a reader asks for %s, then it gets just those that there are', async (_, start, end) => {
    const expected = bytes.subarray(start, end + 1)
    expect(expected.equals(await read(store, key, { start, end }))).toBe(true)
  })

  test.each([
    [5, 4],
    [-1, 5],
    [0.5, 5],
    [0, Number.NaN],
    [0, Number.POSITIVE_INFINITY],
  ])('when a reader asks for %d to %d, then that is refused', async (start, end) => {
    await expect(store.open(key, { start, end })).rejects.toThrow(RangeError)
  })

  test('when readers leave in the middle, then others can still read', async () => {
    for (let reader = 0; reader < 60; reader += 1) {
      const body = await store.open(key)
      if (reader % 2 === 0) for await (const _ of body) break
      body.destroy()
    }
    expect(bytes.equals(await read(store, key))).toBe(true)
  })
})

describe('Given a key with nothing under it', () => {
  test('when it is read, then it is missing', async () => {
    await expect(store.open(newKey())).rejects.toThrow(BytesMissing)
    await expect(store.open(newKey(), { start: 0, end: 9 })).rejects.toThrow(BytesMissing)
  })

  test('when it is deleted, then nothing happens', async () => {
    await store.delete(newKey())
  })
})

describe('Given bytes that were read and deleted', () => {
  test('when they are read, listed or deleted again, then there are none', async () => {
    const key = newKey()
    await store.put(key, someFile(10).path)
    await read(store, key)
    await store.delete(key)
    await store.delete(key)
    await expect(store.open(key)).rejects.toThrow(BytesMissing)
    expect(await keysIn(store)).not.toContain(key)
  })
})

const hash = 'ab'.repeat(32)

test.each([
  '',
  'x',
  hash,
  `ab/${hash}`,
  `ab/${hash}-`,
  `ab/${hash}-0`,
  `ab/${hash}-01`,
  `ab/${hash}-1/`,
  `ab/${hash}-1\n`,
  `/ab/${hash}-1`,
  `../ab/${hash}-1`,
  `ab/../../${hash}-1`,
  `cd/${hash}-1`,
  `AB/${hash.toUpperCase()}-1`,
  `ab\\${hash}-1`,
  `ab/${hash}-1?versionId=1`,
  `ab/${hash}-1\0`,
])('Given the odd key %j, when it is put, read or deleted, then it is refused', async (key) => {
  const { path } = someFile(1)
  await expect(store.put(key, path)).rejects.toThrow('is not a key')
  await expect(store.open(key)).rejects.toThrow('is not a key')
  await expect(store.delete(key)).rejects.toThrow('is not a key')
})

describe('Given an empty store', () => {
  test('when it is listed, then it is empty', async () => {
    expect(await keysIn(newStore())).toEqual([])
  })

  test('when 2,500 files are put, 25 at once, then all are listed, and none that were deleted', async () => {
    const big = newStore()
    const keys = Array.from({ length: 2_500 }, newKey)
    const { path } = someFile(7)
    const waiting = keys.values()
    const putSome = async () => {
      for (const key of waiting) await big.put(key, path)
    }
    await Promise.all(Array.from({ length: 25 }, putSome))
    expect(await keysIn(big)).toEqual(keys.toSorted())
    await Promise.all(keys.slice(0, 100).map((key) => big.delete(key)))
    expect(await keysIn(big)).toEqual(keys.slice(100).sort())
  })
})

test('Given eight files, when they are put at once, then each reads as itself', async () => {
  const files = Array.from({ length: 8 }, () => ({ key: newKey(), ...someFile(5_000_000) }))
  await Promise.all(files.map(({ key, path }) => store.put(key, path)))
  const read8 = await Promise.all(files.map(({ key }) => read(store, key)))
  for (const [index, { bytes }] of files.entries()) {
    expect(read8[index]?.equals(bytes)).toBe(true)
  }
})

test('Given bytes that were put, when the local file is deleted, then they stay', async () => {
  const { path, bytes } = someFile(1_000)
  const key = newKey()
  await store.put(key, path)
  rmSync(path)
  expect(bytes.equals(await read(store, key))).toBe(true)
})
