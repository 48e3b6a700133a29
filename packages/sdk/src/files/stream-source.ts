import { LarderError } from '../larder-error.ts'
import type { Source } from './source.ts'

/** It is held in memory, because a broken connection asks for it again. */
const LARGEST_PIECE = 8 * 1_024 * 1_024

/** As much of a stream's reader as is needed. */
interface Reader {
  read(): Promise<{ done?: boolean | undefined; value?: Uint8Array | undefined }>
  cancel(): Promise<void>
}

/** Bytes that come once, in order. Places ahead are reached by reading up to them. */
export function streamSource(reader: Reader): Source {
  let kept = new Uint8Array(0)
  /** The place of the first byte that is kept. */
  let place = 0
  /** What was read beyond that. */
  let next = new Uint8Array(0)
  let isOver = false

  return {
    name: undefined,
    size: undefined,
    largestPiece: LARGEST_PIECE,
    async pieceAt(offset, length) {
      if (offset < place) throw goneBy()
      if (offset >= place + kept.length) {
        await skipTo(offset)
        kept = await take(length)
        place = offset
      }
      const bytes = kept.slice(offset - place, offset - place + length)
      const isEndOfKept = offset + bytes.length === place + kept.length
      // Whether this is the end shows only by reading on.
      if (isEndOfKept) await readOn()
      const isLast = isEndOfKept && next.length === 0
      return { bytes: bytes.buffer, length: bytes.length, isLast }
    },
    check: async () => {},
    close: () => reader.cancel().catch(() => {}),
  }

  async function skipTo(offset: number): Promise<void> {
    let at = place + kept.length
    while (at < offset) {
      await readOn()
      if (next.length === 0) throw goneBy()
      const step = Math.min(offset - at, next.length)
      next = next.subarray(step)
      at += step
    }
  }

  async function take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const piece = new Uint8Array(length)
    let filled = 0
    while (filled < length) {
      await readOn()
      if (next.length === 0) break
      const part = next.subarray(0, length - filled)
      piece.set(part, filled)
      filled += part.length
      next = next.subarray(part.length)
    }
    return filled === length ? piece : piece.slice(0, filled)
  }

  /** Leaves nothing only at the end. */
  async function readOn(): Promise<void> {
    while (!isOver && next.length === 0) {
      const { done, value } = await reader.read()
      if (done) isOver = true
      else if (value instanceof Uint8Array) next = value as Uint8Array<ArrayBuffer>
      else throw new TypeError('The stream to upload must be one of bytes (Uint8Array).')
    }
  }
}

function goneBy(): Error {
  return new LarderError(
    'SOURCE_CHANGED',
    { name: null },
    'The server needs bytes that the stream no longer has, or never had. Upload it again.',
  )
}
