import { randomBytes } from 'node:crypto'
import type { Storage } from '@larder/api'
import { createStorage, parseStorageUrl } from '@larder/api'
import { inject } from 'vitest'
import { afterwards } from './afterwards.ts'
import type { FreshDatabase } from './fresh-database.ts'

/**
 * An empty place for files of the kind that this part of the suite runs on, for `STORAGE_URL`: undefined
 * where they lie in the data directory. What lies there is gone after the file's last test, or after the
 * test that asked for it.
 */
export function freshStorage(): string | undefined {
  const url = freshStorageUrl()
  if (url !== undefined) removeAfterwards(url)
  return url
}

/** The same for tests that keep few files or none: a server that is thrown away takes them along. */
export function freshStorageUrl(): string | undefined {
  const bucket = inject('s3Url')
  if (bucket === undefined) return undefined
  const url = new URL(bucket)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${randomBytes(6).toString('hex')}`
  if (process.env['TEST_S3_URL']) removeAfterwards(url.href)
  return url.href
}

function removeAfterwards(url: string): void {
  // Loading the client takes a moment, which most tests need not spend.
  afterwards(async () => (await import('./s3/bucket.ts')).emptyBucket(url))
}

/** What a server that runs on this place keeps files in, opened beside it. */
export function openStorage({
  directory,
  storageUrl,
}: Omit<FreshDatabase, 'databaseUrl'>): Storage {
  return createStorage(
    directory,
    storageUrl === undefined ? undefined : parseStorageUrl(storageUrl),
  )
}
