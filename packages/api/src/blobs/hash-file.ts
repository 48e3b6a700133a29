import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { FilePieces } from './file-pieces.ts'
import type { LocalBytes } from './place.ts'

/** SHA-256 of a local file, lower-case hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  const pieces = await FilePieces.of(path)
  for await (const piece of pieces) {
    hash.update(piece)
    pieces.giveBack(piece)
  }
  return hash.digest('hex')
}

/** What a local file holds that was written elsewhere, such as by another process. */
export async function localBytesAt(path: string): Promise<LocalBytes> {
  const { size } = await stat(path)
  return { path, size, hash: await hashFile(path) }
}
