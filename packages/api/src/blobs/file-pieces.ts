import { read } from 'node:fs'
import { BlobBytes } from './blob-bytes.ts'
import type { ByteRange } from './blob-store.ts'
import type { OpenFile } from './open-files.ts'
import { openFile } from './open-files.ts'

/** Each piece takes a turn of the event loop and of a thread, so few large ones are quicker. */
const PIECE_BYTES = 1_024 * 1_024

/** Below this, memory of its own is cheaper than keeping a whole piece busy. */
const SMALL_BYTES = 64 * 1_024

/** Pieces that wait to be filled again, of all streams together. */
const spare: Buffer[] = []
const MOST_SPARE = 8

const WHOLE: ByteRange = { start: 0, end: Number.POSITIVE_INFINITY }

const READ = Symbol('a piece was read')

/**
 * The bytes of a local file, one piece after the other and none ahead: whoever reads slowly holds up one
 * piece of memory. Getting and clearing new memory costs as much as reading into it, and more the larger
 * the process; a piece that is given back once it was used is filled again.
 */
export class FilePieces extends BlobBytes {
  readonly #file: OpenFile
  #position: number
  readonly #end: number
  #isReading = false

  /** Of an open file, which it leaves when it ends. */
  constructor(file: OpenFile, { start, end }: ByteRange = WHOLE) {
    // Nothing is read before somebody asks for it.
    super({ highWaterMark: 0 })
    this.#file = file
    this.#position = start
    this.#end = end
  }

  /** Opens a file. Throws what the file system says. */
  static async of<Pieces extends FilePieces>(
    this: new (
      file: OpenFile,
      range?: ByteRange,
    ) => Pieces,
    path: string,
    range?: ByteRange,
  ): Promise<Pieces> {
    return new this(await openFile(path), range)
  }

  /** It is filled again. */
  override giveBack(piece: Buffer): void {
    const { buffer } = piece
    if (buffer.byteLength === PIECE_BYTES && spare.length < MOST_SPARE) {
      spare.push(Buffer.from(buffer))
    }
  }

  override _read(): void {
    const wanted = Math.min(this.#end - this.#position + 1, PIECE_BYTES)
    if (wanted <= 0) return void this.push(null)
    const piece =
      wanted <= SMALL_BYTES
        ? Buffer.allocUnsafe(wanted)
        : (spare.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES))
    this.#isReading = true
    read(this.#file.descriptor, piece, 0, wanted, this.#position, (error, length) => {
      this.#isReading = false
      if (this.destroyed) return void this.emit(READ)
      if (error) return void this.destroy(error)
      this.#position += length
      this.push(length === 0 ? null : piece.subarray(0, length))
    })
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const leave = () => {
      this.#file.leave()
      done(error)
    }
    // Its descriptor may be another file's as soon as it is closed.
    if (this.#isReading) this.once(READ, leave)
    else leave()
  }
}
