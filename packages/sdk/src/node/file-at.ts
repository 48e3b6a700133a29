import { createHash } from 'node:crypto'
import { createReadStream, openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Hashed } from '../videos/sha256-of.ts'

/** A file of this machine. Its SHA-256 is worked out when it is asked for. */
export type LocalFile = File & Hashed

/**
 * A file of this machine, to be uploaded: `larder.files.upload(await fileAt('holiday.jpg'))`. It is
 * read while it is sent, and not held in memory. Throws what Node throws when it cannot be read, also
 * (EISDIR, EINVAL) for what is no file.
 */
export async function fileAt(path: string): Promise<LocalFile> {
  const is = await stat(path)
  if (!is.isFile()) {
    const code = is.isDirectory() ? 'EISDIR' : 'EINVAL'
    throw Object.assign(new Error(`${path} is not a file.`), { code, path })
  }
  const file = new File([await openAsBlob(path)], basename(path), { lastModified: is.mtimeMs })
  return Object.assign(file, { sha256: hashing(path) })
}

function hashing(path: string): Hashed['sha256'] {
  return async ({ signal, onProgress } = {}) => {
    signal?.throwIfAborted()
    const hash = createHash('sha256')
    let bytes = 0
    for await (const piece of createReadStream(path, { highWaterMark: 1_048_576 })) {
      signal?.throwIfAborted()
      hash.update(piece as Uint8Array)
      bytes += (piece as Uint8Array).length
      onProgress?.(bytes)
    }
    return hash.digest('hex')
  }
}
