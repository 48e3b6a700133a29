import { rm } from 'node:fs/promises'
import { systemClock } from '@larder/api'
import type { Database } from '@larder/db'
import { openStorage } from '#harness'
import type { FileFacts } from './store/keep-file.ts'
import { keepFile, localBytes } from './store/keep-file.ts'

/** A server's database, and where it keeps files. */
export interface Shelf {
  database: Database
  directory: string
  storageUrl?: string | undefined
}

export interface FileToStore extends FileFacts {
  bytes: Uint8Array
  /** Its other sizes, by label. */
  renditions?: Record<string, Uint8Array>
}

/**
 * Stores a file behind the back of a server that runs: bytes and rows as uploading leaves them, of any
 * kind and media type, whatever the bytes really are. Answers its id.
 */
export async function storeFile(
  { database, directory, storageUrl }: Shelf,
  { bytes, renditions = {}, ...facts }: FileToStore,
): Promise<number> {
  const storage = openStorage({ directory, storageUrl })
  const placing = { database, storage, clock: systemClock }
  const all = [bytes, ...Object.values(renditions)]
  const local = await Promise.all(all.map((each) => localBytes(placing, each)))
  const id = await keepFile(placing, facts, local, Object.keys(renditions))
  for (const { path } of local) await rm(path)
  return id
}
