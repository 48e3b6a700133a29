import { blobSource } from './blob-source.ts'
import { streamSource } from './stream-source.ts'

/**
 * What can be uploaded: a `File` or `Blob`, bytes, or a stream of bytes (also Node's own, and anything
 * else that `for await` takes). What comes as a stream survives broken connections, but no end of the
 * program. For files of the machine there is `fileAt` in `@larder/sdk/node`.
 */
export type Uploadable =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>

/** Where an upload takes its bytes from, piece by piece. */
export interface Source {
  name: string | undefined
  /** Bytes; undefined when that is known only at the end. */
  size: number | undefined
  /** The largest piece that does not take much memory. */
  largestPiece: number
  /** At most so many bytes from there on. Throws SOURCE_CHANGED. */
  pieceAt(offset: number, length: number): Promise<Piece>
  /** Throws SOURCE_CHANGED when the bytes of a piece cannot be read any more. */
  check(offset: number): Promise<void>
  /** Nothing more is wanted. */
  close(): Promise<void>
}

export interface Piece {
  bytes: Blob | ArrayBuffer
  length: number
  /** Whether nothing comes after it. */
  isLast: boolean
}

/** Makes a source of what is to be uploaded. Throws a TypeError when there are no bytes in it. */
export function sourceOf(input: Uploadable): Source {
  if (input instanceof Blob) return blobSource(input)
  if (input instanceof ArrayBuffer || ArrayBuffer.isView(input)) {
    // A copy, so that what is on its way does not change with the original.
    return blobSource(new Blob([input as ArrayBuffer]))
  }
  if (typeof input === 'object' && input !== null) {
    if ('getReader' in input) return streamSource(input.getReader())
    if (Symbol.asyncIterator in input) return streamSource(readerOf(input))
  }
  throw new TypeError('Give a File, a Blob, bytes or a stream of bytes to upload.')
}

function readerOf(pieces: AsyncIterable<Uint8Array>) {
  const iterator = pieces[Symbol.asyncIterator]()
  return { read: () => iterator.next(), cancel: async () => void (await iterator.return?.()) }
}
