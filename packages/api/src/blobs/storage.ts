import { join } from 'node:path'
import type { BlobStore } from './blob-store.ts'
import { DiskStore } from './disk-store.ts'
import { S3Store } from './s3-store.ts'
import type { BlobPlace } from './storage-url.ts'
import { inDirectory } from './storage-url.ts'

/** Where the bytes of files lie. */
export interface Storage {
  /** Those that are kept. */
  readonly blobs: BlobStore
  /** The local directory of those that are still arriving. */
  readonly incoming: string
}

/**
 * Opens the store at a place, by default in the data directory. Nothing is made or asked there before the
 * first bytes come.
 */
export function createStorage(
  dataDirectory: string,
  place: BlobPlace = inDirectory(dataDirectory),
): Storage {
  return {
    blobs: place.kind === 's3' ? new S3Store(place) : new DiskStore(place.directory),
    incoming: join(dataDirectory, 'incoming'),
  }
}

/** For programs that keep no files: whoever asks all the same is told. */
export const noStorage: Storage = {
  get blobs(): never {
    throw new Error('This program was started without a store of files.')
  },
  get incoming(): never {
    throw new Error('This program was started without a store of files.')
  },
}
