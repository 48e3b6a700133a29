import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { appendFileSync, globSync, rmSync, truncateSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { createServices, createStorage } from '@larder/api'
import type { BlobStore } from '@larder/api/src/blobs/blob-store.ts'
import { migrate, openDatabase } from '@larder/db'
import { describe, expect, test, vi } from 'vitest'
import { afterwards, freshDatabase, newKeys, registerPerson, serveHere } from '#harness'
import { storeFile } from '../store-file.ts'

const MEGABYTE = 1_024 * 1_024

const { databaseUrl, directory } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)
const storage = createStorage(directory)

/** What is read at the moment, and what happens to it on the way. */
const opened: Readable[] = []
let meddle: (bytes: Readable) => void = () => {}
const blobs: BlobStore = {
  put: (key, path) => storage.blobs.put(key, path),
  fetch: (key, path, signal) => storage.blobs.fetch(key, path, signal),
  delete: (key) => storage.blobs.delete(key),
  list: () => storage.blobs.list(),
  dropUnfinished: (before, options) => storage.blobs.dropUnfinished(before, options),
  async open(key, range) {
    const bytes = await storage.blobs.open(key, range)
    opened.push(bytes)
    meddle(bytes)
    return bytes
  },
}
const url = await serveHere(
  createServices(database, { keys: newKeys(), storage: { blobs, incoming: storage.incoming } }),
)
const ada = await registerPerson({ url, database }, 'ada', {})
const authorization = `Bearer ${ada.session}`

async function store(megabytes: number): Promise<{ id: number; bytes: Buffer; path: string }> {
  const bytes = randomBytes(megabytes * MEGABYTE)
  const id = await storeFile({ database, directory }, { account_id: ada.accountId, bytes })
  const { hash, blob_id } = await database.reader
    .selectFrom('files')
    .innerJoin('blobs', 'blobs.id', 'files.blob_id')
    .select(['blobs.hash', 'files.blob_id'])
    .where('files.id', '=', id)
    .executeTakeFirstOrThrow()
  const [path = ''] = globSync(join(directory, `blobs/*/${hash}-${blob_id}`))
  return { id, bytes, path }
}

/** What comes of a file: its bytes, or that the connection broke. */
async function taken(id: number, range?: string): Promise<Buffer | 'broken off'> {
  const headers = { authorization, ...(range ? { range } : {}) }
  const response = await fetch(`${url}/files/${id}`, { headers })
  expect(response.ok).toBe(true)
  return response.arrayBuffer().then(
    (bytes) => Buffer.from(bytes),
    () => 'broken off',
  )
}

describe('Given a store that fails', () => {
  test('when it fails in the middle, then the connection breaks and nobody takes it for all', async () => {
    const { id, bytes } = await store(5)
    meddle = (reading) => {
      let pieces = 0
      reading.on('data', () => {
        if (++pieces === 3) reading.destroy(new Error('the disk is gone'))
      })
    }
    expect(await taken(id)).toBe('broken off')
    meddle = () => {}
    expect(Buffer.compare((await taken(id)) as Buffer, bytes)).toBe(0)
  })

  test('when the bytes are fewer than were stored, then the connection breaks', async () => {
    const { id, path, bytes } = await store(3)
    truncateSync(path, 2 * MEGABYTE + 1)
    expect(await taken(id)).toBe('broken off')
    expect(await taken(id, `bytes=${MEGABYTE}-${2 * MEGABYTE + 5}`)).toBe('broken off')
    // What is there still comes.
    const part = (await taken(id, 'bytes=5-104')) as Buffer
    expect(part.equals(bytes.subarray(5, 105))).toBe(true)
  })

  test('when somebody adds bytes to those that were stored, then they are not handed out', async () => {
    const { id, path, bytes } = await store(1)
    appendFileSync(path, 'and more')
    expect(Buffer.compare((await taken(id)) as Buffer, bytes)).toBe(0)
  })

  test('when the store gives more than it was asked for, then the connection breaks', async () => {
    const { id } = await store(1)
    meddle = (reading) => reading.unshift(Buffer.from('more'))
    expect(await taken(id)).toBe('broken off')
    meddle = () => {}
  })

  test('when the bytes are gone, then that is an error of the server, in the usual form', async () => {
    const { id, path } = await store(1)
    rmSync(path)
    const response = await fetch(`${url}/files/${id}`, { headers: { authorization } })
    expect(response.status).toBe(500)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ error: { data: { reason: 'INTERNAL' } } })
  })
})

describe('Given a client that reads slowly, or goes away', () => {
  test('when it goes away, then the reading stops at once and the file is closed', async () => {
    const { id } = await store(64)
    let read = 0
    meddle = (bytes) => bytes.on('data', (piece: Buffer) => (read += piece.length))
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) })
    socket.write(`GET /files/${id} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`)
    await once(socket, 'data')
    socket.pause()
    await sleep(300)
    const before = read
    socket.destroy()
    const bytes = opened.at(-1)
    await vi.waitFor(() => expect(bytes?.closed).toBe(true), { timeout: 2_000 })
    // What fits into the buffers of both ends, far from all.
    expect(before).toBeLessThan(32 * MEGABYTE)
    expect(read).toBe(before)
    meddle = () => {}
  })

  test('when many have taken bytes, then no file stays open', async () => {
    const { id, bytes } = await store(2)
    const ranges = Array.from({ length: 40 }, (_, i) => `bytes=${i * 1_000}-${i * 30_000 + 70_000}`)
    const parts = await Promise.all(ranges.map((range) => taken(id, range)))
    parts.forEach((part, i) => {
      expect((part as Buffer).equals(bytes.subarray(i * 1_000, i * 30_000 + 70_001))).toBe(true)
    })
    await vi.waitFor(() => expect(opened.filter(({ closed }) => !closed)).toEqual([]))
  })
})
