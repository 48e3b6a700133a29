import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open, rename } from 'node:fs/promises'
import type { HashSoFar } from './incoming-file.ts'

const READ_BYTES = 512 * 1_024

/** Writes all of the pieces to a place in a file. */
export async function writeAll(file: FileHandle, pieces: Buffer[], start: number): Promise<void> {
  let rest = pieces
  let place = start
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, place)
    place += bytesWritten
    rest = without(rest, bytesWritten)
  }
}

/**
 * Puts a copy in the place of a file: who still has the old one open writes to what nobody reads any
 * more. Answers the hash of the copy.
 */
export async function replaceByCopy(path: string): Promise<HashSoFar> {
  const hash = createHash('sha256')
  const copy = `${path}.copy`
  const file = await open(copy, 'w')
  let size = 0
  try {
    for await (const piece of createReadStream(path, { highWaterMark: READ_BYTES })) {
      hash.update(piece as Buffer)
      await writeAll(file, [piece as Buffer], size)
      size += (piece as Buffer).length
    }
  } finally {
    await file.close()
  }
  await rename(copy, path)
  return { hash, size }
}

// The system may write less than it was given, such as at the end of a disk.
function without(pieces: Buffer[], bytes: number): Buffer[] {
  let gone = bytes
  for (const [index, piece] of pieces.entries()) {
    if (gone < piece.length) return [piece.subarray(gone), ...pieces.slice(index + 1)]
    gone -= piece.length
  }
  return []
}
