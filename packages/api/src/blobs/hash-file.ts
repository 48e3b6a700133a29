import { createHash } from 'node:crypto'
import { FilePieces } from './file-pieces.ts'

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
