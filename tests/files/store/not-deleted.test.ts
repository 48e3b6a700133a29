import { mkdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobStore } from '@larder/api'
import { DomainError, keyOf, NotSwept, sweep, systemClock } from '@larder/api'
import { beforeEach, describe, expect, test } from 'vitest'
import { openStorage, startLarder } from '#harness'
import { runServerProgram } from '../../server/run-to-end.ts'
import { putFile } from '../uploads/put-file.ts'
import { leftBehind } from './agreement.ts'
import { localBytes } from './keep-file.ts'

const HOUR_MS = 3_600_000
const LONG_AGO = new Date(Date.now() - 3 * HOUR_MS).toISOString()

const larder = await startLarder()
const { database } = larder
const storage = openStorage(larder)
const ada = await larder.person('ada')
let made = 0

/** Files that were deleted long ago; answers the keys under which their bytes still lie. */
async function deletedFiles(count: number): Promise<string[]> {
  const keys: string[] = []
  for (let i = 0; i < count; i++) {
    const bytes = `nobody needs this any more: ${made++}`
    const { id, sha256 } = (
      await putFile(larder, bytes, { secret: ada.session, as: 'file' })
    ).file()
    await ada.larder.files.delete({ id })
    const blobs = database.writer.updateTable('blobs').set({ since: LONG_AGO })
    await blobs.where('hash', '=', sha256).execute()
    const rows = database.reader.selectFrom('blobs').select(['id', 'hash'])
    keys.push(keyOf(await rows.where('hash', '=', sha256).executeTakeFirstOrThrow()))
  }
  return keys
}

/** Bytes under a key that is in no row. */
async function stray(id: number): Promise<string> {
  const key = keyOf({ id, hash: 'ab'.repeat(32) })
  const { path } = await localBytes({ storage }, Buffer.from('stray'))
  await storage.blobs.put(key, path)
  await rm(path)
  return key
}

/** The same store, which deletes only what it is let. */
function holding(mayGo: (key: string) => boolean, { isAway = false } = {}) {
  const { blobs } = storage
  const tried: string[] = []
  const refusal = () =>
    new DomainError('STORAGE_UNAVAILABLE', { retryAfterSeconds: 5 }, new Error('It is held back'))
  const held: BlobStore = {
    put: (key, path) => blobs.put(key, path),
    open: (key, range) => blobs.open(key, range),
    fetch: (key, path, signal) => blobs.fetch(key, path, signal),
    async delete(key) {
      tried.push(key)
      if (!mayGo(key)) throw refusal()
      await blobs.delete(key)
    },
    async *list() {
      if (isAway) throw refusal()
      yield* blobs.list()
    },
    dropUnfinished: (before, options) => blobs.dropUnfinished(before, options),
  }
  return { tried, storage: { ...storage, blobs: held } }
}

/** Sweeps to the end; answers what was swept, and what it ended with. */
async function swept(place = storage): Promise<{ names: string[]; error: unknown }> {
  const names: string[] = []
  const options = { graceMs: HOUR_MS, dryRun: false, strays: true }
  try {
    const placing = { database, storage: place, clock: systemClock }
    for await (const { name } of sweep(placing, options)) names.push(name)
  } catch (error) {
    return { names, error }
  }
  return { names, error: undefined }
}

describe('Given objects that the store does not delete', () => {
  beforeEach(async () => {
    await swept()
  })

  test('when it is swept, then everything behind them goes, and they are named', async () => {
    const [first = '', ...others] = await deletedFiles(3)
    const strays = [await stray(9_000_001), await stray(9_000_002)]
    const place = holding((key) => key !== first && key !== strays[0])
    const { names, error } = await swept(place.storage)
    const named = [first, strays[0]].map((key) => `"${key}"`).join(', ')
    expect(error).toBeInstanceOf(NotSwept)
    expect((error as Error).message).toContain(`${named} (It is held back)`)
    expect(names).toEqual([...others, strays[1]])
    expect((await swept()).names).toEqual([first, strays[0]])
    expect(await leftBehind({ database, storage })).toEqual([])
  })

  test('when they are many, then all else still goes, unless the store is away', async () => {
    const keys = await deletedFiles(8)
    const away = holding(() => false, { isAway: true })
    expect(await swept(away.storage)).toMatchObject({
      names: [],
      error: { reason: 'STORAGE_UNAVAILABLE' },
    })
    expect(away.tried).toHaveLength(5)
    const last = keys.at(-1)
    const stubborn = holding((key) => key === last)
    const { names, error } = await swept(stubborn.storage)
    expect(names).toEqual([last])
    expect(String(error)).toMatch(/ and 2 more \(It is held back\)/)
    expect((await swept()).names).toEqual(keys.slice(0, -1))
  })

  test('when an operator sweeps, then the command says which, and ends with 1', async () => {
    if (larder.storageUrl !== undefined) return
    const [first = '', other = ''] = await deletedFiles(2)
    const place = join(larder.directory, 'blobs', first)
    await rm(place)
    await mkdir(place)
    const settings = { DATABASE_URL: larder.databaseUrl, LARDER_DATA: larder.directory }
    const words = ['files', 'sweep', '--grace-hours', '1']
    const ended = await runServerProgram('bin/larder-server.mjs', words, { settings })
    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(new RegExp(`^${other} .*\nSwept: 1, `))
    expect(ended.stderr).toContain(`Not swept, and left for the next time: "${first}" (`)
    expect(ended.stderr).not.toContain('cannot be reached')
    await rmdir(place)
    expect((await swept()).names).toEqual([first])
  })
})
