import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import type { Person, TestServer } from '#harness'
import { afterwards, findExecutable, freshDatabase, openStorage, startLarder } from '#harness'
import { incomingOf, rowsOf } from '../uploads/kept.ts'
import { putFile } from '../uploads/put-file.ts'
import { disagreements, leftBehind } from './agreement.ts'

// What an S3-compatible store says is looked at elsewhere.
const onDisk = inject('s3Url') === undefined

/** A disk of one megabyte; undefined where this user may not mount one. */
function smallDisk(directory: string): string | undefined {
  const mount = findExecutable('mount')
  const path = join(directory, 'small-disk')
  mkdirSync(path)
  try {
    execFileSync(mount ?? 'mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], {
      stdio: 'pipe',
    })
  } catch {
    return undefined
  }
  afterwards(() => execFileSync(findExecutable('umount') ?? 'umount', ['-l', path]))
  return path
}

async function nothingIsHalfDone(larder: TestServer, ada: Person, files: number): Promise<void> {
  const rows = await rowsOf(larder, ada.accountId)
  expect([rows.files.length, rows.uploads, incomingOf(larder)]).toEqual([files, [], []])
  expect(await disagreements({ database: larder.database, storage: openStorage(larder) })).toEqual(
    [],
  )
}

describe.runIf(onDisk)('Given a store whose disk is full', () => {
  test('when a file comes, then it is refused with why, and the space is free again', async ({
    skip,
  }) => {
    const place = await freshDatabase()
    const disk = smallDisk(place.directory)
    if (disk === undefined) return skip('This user may not mount a small disk.')
    const larder = await startLarder({ on: { ...place, storageUrl: `file:${disk}` } })
    const ada = await larder.person('ada')
    const secret = ada.session
    const large = await putFile(larder, randomBytes(3_000_000), { secret })
    expect([large.status, large.reason()]).toEqual([503, 'STORAGE_FULL'])
    await nothingIsHalfDone(larder, ada, 0)
    const objects = readdirSync(disk, { recursive: true, withFileTypes: true })
    expect(objects.filter((each) => each.isFile())).toEqual([])
    const small = await putFile(larder, randomBytes(300_000), { secret })
    expect(small.status).toBe(201)
    await nothingIsHalfDone(larder, ada, 1)
  })
})

describe.runIf(onDisk)('Given a store that is gone', () => {
  test('when files come, are read or deleted, then that says why, and all is well when it is back', async () => {
    const larder = await startLarder()
    const ada = await larder.person('ada')
    const secret = ada.session
    const file = (await putFile(larder, 'that is kept', { secret, as: 'file' })).file()
    const blobs = join(larder.directory, 'blobs')
    renameSync(blobs, `${blobs}.away`)
    // Not a directory: nobody can write there, not even root.
    writeFileSync(blobs, '')
    const put = await putFile(larder, 'that comes too early', { secret, as: 'file' })
    expect([put.status, put.reason()]).toEqual([503, 'STORAGE_UNAVAILABLE'])
    expect(put.headers.get('retry-after')).toMatch(/^\d+$/)
    const headers = { authorization: `Bearer ${secret}` }
    const read = await fetch(`${larder.url}/files/${file.id}`, { headers })
    expect(read.status).toBe(503)
    rmSync(blobs)
    renameSync(`${blobs}.away`, blobs)
    await nothingIsHalfDone(larder, ada, 1)
    const again = await putFile(larder, 'that comes too early', { secret, as: 'file' })
    expect(again.status).toBe(201)
    const bytes = await fetch(`${larder.url}/files/${file.id}`, { headers })
    expect([bytes.status, await bytes.text()]).toEqual([200, 'that is kept'])
    await nothingIsHalfDone(larder, ada, 2)
    expect(existsSync(blobs)).toBe(true)
    const storage = openStorage(larder)
    // The row of the first attempt waits for the sweep.
    expect(await leftBehind({ database: larder.database, storage })).toEqual([
      expect.stringMatching(/^the row of blob/),
    ])
  })
})
