import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { BlobStore, ByteRange } from '@larder/api'
import { keyOf } from '@larder/api'
import { inject } from 'vitest'
import { freshStorage, openStorage } from '#harness'

let last = 0

/** A key that was never used before. */
export function newKey(): string {
  last += 1
  const hash = createHash('sha256').update(String(last)).digest('hex')
  return keyOf({ id: last, hash })
}

/** An empty store of the kind that this part of the suite runs on. */
export function newStore(): BlobStore {
  const directory = mkdtempSync(join(inject('temporaryDirectory'), 'store-'))
  return openStorage({ directory, storageUrl: freshStorage() }).blobs
}

/** A local file with bytes that are nowhere else. */
export function someFile(size: number): { path: string; bytes: Buffer } {
  const bytes = randomBytes(size)
  const path = join(mkdtempSync(join(inject('temporaryDirectory'), 'bytes-')), 'file')
  writeFileSync(path, bytes)
  return { path, bytes }
}

export async function read(store: BlobStore, key: string, range?: ByteRange): Promise<Buffer> {
  return buffer(await store.open(key, range))
}

export async function keysIn(store: BlobStore): Promise<string[]> {
  const objects = await Array.fromAsync(store.list())
  return objects.map(({ key }) => key).sort()
}
