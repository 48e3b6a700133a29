import { createHash } from 'node:crypto'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { keyOf } from '@larder/api'
import { describe, expect, test } from 'vitest'
import { openStorage, startLarder } from '#harness'
import type { Ended } from '../../server/run-to-end.ts'
import { runServerProgram } from '../../server/run-to-end.ts'
import { putFile } from '../uploads/put-file.ts'
import { localBytes } from './keep-file.ts'

const larder = await startLarder()
const { blobs, incoming } = openStorage(larder)
const { writer } = larder.database
const ada = await larder.person('ada')
const bob = await larder.person('bob')

/** Types a command at the server itself, while it runs. */
function operate(words: string, settings: Record<string, string> = {}): Promise<Ended> {
  const place = { DATABASE_URL: larder.databaseUrl, LARDER_DATA: larder.directory }
  const storage = larder.storageUrl === undefined ? {} : { STORAGE_URL: larder.storageUrl }
  return runServerProgram('bin/larder-server.mjs', words.split(' '), {
    settings: { ...place, ...storage, ...settings },
  })
}

async function answered<T>(words: string): Promise<T> {
  const { code, stdout, stderr } = await operate(`${words} --json`)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as T
}

interface Swept {
  dryRun: boolean
  bytes: number
  swept: { kind: string; name: string; bytes: number }[]
}

async function put(bytes: string, who = ada) {
  const answer = await putFile(larder, bytes, { secret: who.session, as: 'file' })
  return answer.file()
}

function rowOf(sha256: string) {
  return writer.selectFrom('blobs').selectAll().where('hash', '=', sha256).executeTakeFirstOrThrow()
}

async function keysThere(): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of blobs.list()) keys.push(key)
  return keys
}

const LONG_AGO = new Date(Date.now() - 3 * 3_600_000)

describe('Given two people who keep the same bytes', () => {
  test('when usage is asked for, then what that saves is told', async () => {
    await put('x'.repeat(30_000))
    await put('x'.repeat(30_000), bob)
    const gone = await put('y'.repeat(500))
    await ada.larder.files.delete({ id: gone.id })
    expect(await answered('files usage')).toEqual({
      files: 2,
      fileBytes: 60_000,
      blobs: 1,
      blobBytes: 30_000,
      savedBytes: 30_000,
      unusedBlobs: 1,
      unusedBytes: 500,
      uploads: 0,
      reservedBytes: 0,
    })
    const { stdout, code } = await operate('files usage')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Files +2, 60\.0 kB$/m)
    expect(stdout).toMatch(/^Saved +30\.0 kB \(50 %\)/m)
    const root = await larder.person('root', { accountRole: 'admin' })
    const counts = await root.larder.admin.counts()
    expect(counts.files).toEqual({ total: 2, perAccount: 0.67 })
    expect(counts.storage).toMatchObject({
      fileBytes: 60_000,
      fileBytesPerAccount: 20_000,
      blobBytes: 30_000,
    })
    const { items } = await root.larder.admin.accounts.list()
    expect(items.map(({ storedBytes }) => storedBytes)).toEqual([30_000, 30_000, 0])
  })
})

describe('Given leftovers of every kind', () => {
  const stray = keyOf({ id: 9_999_999, hash: 'ab'.repeat(32) })
  const upload = 'expired-upload'
  let wanted: { sha256: string; id: number }

  test('when the sweep only tells, then it takes nothing, and the real one takes exactly that', async () => {
    wanted = await put('that is kept')
    const gone = await put('that nobody needs any more')
    const fresh = await put('deleted a moment ago')
    for (const { id } of [gone, fresh]) await ada.larder.files.delete({ id })
    const { id } = await rowOf(gone.sha256)
    await writer
      .updateTable('blobs')
      .set({ since: LONG_AGO.toISOString() })
      .where('id', '=', id)
      .execute()
    const bytes = await localBytes({ storage: { blobs, incoming } }, Buffer.from('stray'))
    await blobs.put(stray, bytes.path)
    await utimes(bytes.path, LONG_AGO, LONG_AGO)
    await mkdir(join(incoming, 'half.pictures'), { recursive: true })
    await writeFile(join(incoming, 'half.pictures', 'small'), 'half')
    await utimes(join(incoming, 'half.pictures', 'small'), LONG_AGO, LONG_AGO)
    await utimes(join(incoming, 'half.pictures'), LONG_AGO, LONG_AGO)
    // Begun long ago, and a film in it still grows.
    await mkdir(join(incoming, 'ladder-7.coded'))
    await writeFile(join(incoming, 'ladder-7.coded', 'rung-360p.mp4'), 'being coded')
    await utimes(join(incoming, 'ladder-7.coded'), LONG_AGO, LONG_AGO)
    await writeFile(join(incoming, upload), 'half an upload')
    await writeFile(join(incoming, 'new'), 'being written')
    await writer.insertInto('uploads').values(expired()).execute()
    const told = await answered<Swept>('files sweep --dry-run --strays --grace-hours 2')
    expect(told.swept.map(({ kind, name }) => [kind, name]).sort()).toEqual(
      [
        ['incoming', 'half.pictures'],
        ['incoming', bytes.path.split('/').at(-1)],
        ['stray', stray],
        ['unreferenced', keyOf({ id, hash: gone.sha256 })],
        ['upload', upload],
      ].sort(),
    )
    expect(await answered('files sweep --dry-run --strays --grace-hours 2')).toEqual(told)
    const taken = await answered<Swept>('files sweep --grace-hours 2')
    const withoutStrays = told.swept.filter(({ kind }) => kind !== 'stray')
    expect(taken).toMatchObject({ dryRun: false, swept: withoutStrays })
    expect(await keysThere()).toContain(stray)
    const { stdout } = await operate('files sweep --strays --grace-hours 2')
    expect(stdout).toBe(`${stray}  5 bytes, in no row of this database\nSwept: 1, 5 bytes.\n`)
    expect(await operate('files sweep --strays')).toMatchObject({
      stdout: 'There is nothing to sweep.\n',
    })
    const left = await keysThere()
    const used = await rowOf(wanted.sha256)
    expect(left).toContain(keyOf(used))
    expect(left).not.toContain(keyOf({ id, hash: gone.sha256 }))
  })

  function expired() {
    const at = LONG_AGO.toISOString()
    return {
      id: upload,
      account_id: ada.accountId,
      name: 'half',
      kind: 'file' as const,
      size: 100,
      reserved_bytes: 100,
      created_at: at,
      expires_at: at,
      locked_by: null,
      locked_until: null,
    }
  }

  test('when something that is not ours lies in the store, then it is left alone', async () => {
    if (larder.storageUrl !== undefined) return
    const other = join(larder.directory, 'blobs', 'README.txt')
    await writeFile(other, 'of the operator')
    await answered('files sweep --strays --grace-hours 1')
    expect(await keysThere()).toContain('README.txt')
  })
})

describe('Given files, some of which are damaged on the disk', () => {
  test('when all are whole, then the check says so and ends with 0', async () => {
    const { stdout, code } = await operate('files check')
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/contents with .* were read: all are whole\.\n$/),
    ])
  })

  test('when bytes were changed, cut off or lost, then it names their files and ends with 1', async () => {
    const harm: Record<string, string | undefined> = {
      'wrong bytes': 'Bytes that are harmed',
      'wrong size': 'bytes',
      missing: undefined,
    }
    const expected: unknown[] = []
    for (const [problem, now] of Object.entries(harm)) {
      const file = await put(`${problem}: bytes that were`)
      const key = keyOf({ ...(await rowOf(file.sha256)), hash: file.sha256 })
      await blobs.delete(key)
      const bytes =
        now === undefined ? undefined : now.padEnd(problem === 'wrong bytes' ? file.size : 5)
      if (bytes !== undefined) await blobs.put(key, (await local(bytes)).path)
      expected.push({ key, size: file.size, problem, fileIds: [file.id] })
    }
    const counted = await put('counted wrongly')
    const row = await rowOf(counted.sha256)
    await writer.updateTable('blobs').set({ reference_count: 7 }).where('id', '=', row.id).execute()
    expected.push({
      key: keyOf(row),
      size: row.size,
      problem: 'wrong count',
      fileIds: [counted.id],
    })
    const { code, stdout } = await operate('files check --json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout).damaged).toEqual(expected)
    const people = await operate('files check')
    expect(people).toMatchObject({ code: 1, stderr: '' })
    expect(people.stdout).toMatch(/^PROBLEM +FILES +KEY +BYTES\n(.*\n)+.*: 4 are damaged\.\n$/)
  })

  async function local(bytes: string) {
    return localBytes({ storage: { blobs, incoming } }, Buffer.from(bytes))
  }
})

describe('Given a command that makes no sense, or a store that is away', () => {
  test.each([
    ['files', '"files sweep", "files check", "files usage"'],
    ['files sweep --grace-hours 0', 'must be a whole number of hours, from 1 on'],
    ['files sweep --grace-hours soon', 'must be a whole number of hours, from 1 on'],
    ['files sweep --force', "Unknown option '--force'"],
    ['files check all', '"all" is one word too many.'],
  ])('when "%s" is typed, then it says what would, and ends with 2', async (words, says) => {
    const { code, stdout, stderr } = await operate(words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(says)
  })

  test('when the grace period is set to none, then nothing starts', async () => {
    const { code, stderr } = await operate('files usage', { LARDER_SWEEP_GRACE_HOURS: '0' })
    expect([code, stderr]).toEqual([2, expect.stringContaining('LARDER_SWEEP_GRACE_HOURS is "0"')])
  })

  test('when the store is not where it was, then nothing is called damaged', async () => {
    const elsewhere = join(larder.directory, 'a-file')
    await writeFile(elsewhere, createHash('sha256').digest('hex'))
    const ended = await operate('files check', { STORAGE_URL: `file:${elsewhere}` })
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr).toContain('The store of files cannot be reached (ENOTDIR')
  })
})
