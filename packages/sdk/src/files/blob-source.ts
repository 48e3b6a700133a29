import { LarderError } from '../larder-error.ts'
import type { Source } from './source.ts'

/** Its bytes are read while they are sent, so that only the number of requests counts. */
const LARGEST_PIECE = 128 * 1_024 * 1_024

/** Bytes that can be read at any place, as often as one likes. */
export function blobSource(blob: Blob): Source {
  const name = 'name' in blob && typeof blob.name === 'string' ? blob.name : undefined
  return {
    name,
    size: blob.size,
    largestPiece: LARGEST_PIECE,
    async pieceAt(offset, length) {
      const bytes = blob.slice(offset, offset + length)
      return { bytes, length: bytes.size, isLast: offset + bytes.size === blob.size }
    },
    async check(offset) {
      // What `fetch` throws does not tell whether the file was at fault or the connection.
      await blob
        .slice(offset, offset + 1)
        .arrayBuffer()
        .catch((cause: unknown) => {
          const message = `${name ?? 'The file'} was changed or removed while it was uploaded. Upload it again.`
          throw new LarderError('SOURCE_CHANGED', { name: name ?? null }, message, { cause })
        })
    },
    close: async () => {},
  }
}
