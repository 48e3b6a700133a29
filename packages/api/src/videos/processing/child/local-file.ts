import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'

/** Of what is read in small pieces, so much is read at once. */
const WINDOW_BYTES = 64 * 1_024

/** The one file that is read here. */
export class LocalFile {
  readonly size: number
  readonly #handle: FileHandle
  #window: Buffer = Buffer.alloc(0)
  #windowStart = 0

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle
    this.size = size
  }

  static async open(path: string): Promise<LocalFile> {
    const handle = await open(path, 'r')
    return new LocalFile(handle, (await handle.stat()).size)
  }

  /** Bytes from `start` to before `end`, as far as there are any. */
  async read(start: number, end: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(end, this.size) - start))
    let length = 0
    while (length < buffer.length) {
      const rest = buffer.length - length
      const { bytesRead } = await this.#handle.read(buffer, length, rest, start + length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  }

  /** The same for a few bytes, with those around them read ahead. */
  async peek(start: number, length: number): Promise<Buffer> {
    const isIn =
      start >= this.#windowStart && start + length <= this.#windowStart + this.#window.length
    if (!isIn) {
      this.#window = await this.read(start, start + Math.max(length, WINDOW_BYTES))
      this.#windowStart = start
    }
    const from = start - this.#windowStart
    return this.#window.subarray(from, from + length)
  }
}
