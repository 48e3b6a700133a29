import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Storage } from '../../blobs/storage.ts'

/** Where the bytes of an upload lie until they are placed. */
export function incomingPath({ incoming }: Storage, uploadId: string): string {
  return join(incoming, uploadId)
}

/** Where a picture that was uploaded is written anew, in all its sizes. */
export function picturesPath({ incoming }: Storage, uploadId: string): string {
  return join(incoming, `${uploadId}.pictures`)
}

/** Removes everything that an upload left on the local disk, if anything is there. */
export async function removeIncoming(storage: Storage, uploadId: string): Promise<void> {
  const path = incomingPath(storage, uploadId)
  for (const each of [path, `${path}.copy`, picturesPath(storage, uploadId)]) {
    await rm(each, { recursive: true, force: true })
  }
}
