import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { explainDiskFailure } from '../../blobs/disk-failures.ts'
import type { LocalBytes } from '../../blobs/place.ts'
import type { Patch } from './child/work.ts'

const PIECE_BYTES = 512 * 1_024

/**
 * Copies a file with some of its bytes overwritten, in one pass. The patches do not overlap. Throws
 * STORAGE_FULL, STORAGE_UNAVAILABLE and the reason of the signal.
 */
export async function cleanedCopy(
  from: string,
  to: string,
  patches: readonly Patch[],
  signal: AbortSignal,
): Promise<LocalBytes> {
  const inOrder = patches
    .map((patch) => ({ ...patch, head: Buffer.from(patch.head, 'hex') }))
    .sort((a, b) => a.start - b.start)
  const hash = createHash('sha256')
  let size = 0
  let first = 0
  try {
    const copy = await open(to, 'wx')
    try {
      for await (const piece of createReadStream(from, { highWaterMark: PIECE_BYTES, signal })) {
        const bytes = piece as Buffer
        while ((inOrder[first]?.end ?? Number.POSITIVE_INFINITY) <= size) first++
        for (const patch of inOrder.slice(first, first + 10_000)) {
          if (patch.start >= size + bytes.length) break
          overwrite(bytes, size, patch)
        }
        hash.update(bytes)
        await copy.writeFile(bytes)
        size += bytes.length
      }
    } finally {
      await copy.close()
    }
  } catch (error) {
    signal.throwIfAborted()
    throw explainDiskFailure(error)
  }
  return { path: to, hash: hash.digest('hex'), size }
}

/** Overwrites as much of a place as lies in a piece of a file that begins there. */
function overwrite(
  bytes: Buffer,
  begin: number,
  { start, end, head }: { start: number; end: number; head: Buffer },
): void {
  const from = Math.max(0, start - begin)
  bytes.fill(0, from, Math.min(bytes.length, end - begin))
  const headFrom = Math.max(0, begin - start)
  if (headFrom < head.length && from < bytes.length) head.copy(bytes, from, headFrom)
}
