import type { Hash } from 'node:crypto'
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { hashFile } from '../../blobs/hash-file.ts'
import type { LocalBytes } from '../../blobs/place.ts'
import { writeAll } from './copy-bytes.ts'
import { pump } from './pump.ts'

export interface Taking {
  /** Stops after what has come so far, and throws its reason. */
  signal: AbortSignal
  /** Called before bytes are written up to a size: throws when they may not be. */
  allow(size: number): Promise<void> | void
}

/** The hash of the first bytes of a file, which goes on with the next ones. */
export interface HashSoFar {
  hash: Hash
  size: number
}

/** A local file that grows while bytes come, and their hash, in one pass. */
export class IncomingFile {
  readonly path: string
  readonly #handle: FileHandle
  #hash: Hash | undefined
  #size: number

  private constructor(path: string, handle: FileHandle, size: number, hash: Hash | undefined) {
    this.path = path
    this.#handle = handle
    this.#size = size
    this.#hash = hash
  }

  /** Makes an empty file, and the directory for it. */
  static async create(path: string): Promise<IncomingFile> {
    await mkdir(dirname(path), { recursive: true })
    return new IncomingFile(path, await open(path, 'wx'), 0, createHash('sha256'))
  }

  /** Opens a file to go on with it: where `known` is not about all of it, it is read again in the end. */
  static async goOn(path: string, known: HashSoFar | undefined): Promise<IncomingFile> {
    const handle = await open(path, 'r+')
    const { size } = await handle.stat()
    const hash = size === 0 ? createHash('sha256') : known?.size === size ? known.hash : undefined
    return new IncomingFile(path, handle, size, hash)
  }

  /** Bytes that are written. */
  get size(): number {
    return this.#size
  }

  /** Undefined when the file was begun elsewhere. */
  get hashSoFar(): HashSoFar | undefined {
    return this.#hash && { hash: this.#hash, size: this.#size }
  }

  /** Appends what comes to its end. What was written stays written when it breaks off, and throws why. */
  take(source: Readable, { signal, allow }: Taking): Promise<void> {
    return pump(source, signal, async (pieces, bytes) => {
      await allow(this.#size + bytes)
      const written = writeAll(this.#handle, pieces, this.#size)
      // The disk and the processor work at the same time.
      for (const piece of pieces) this.#hash?.update(piece)
      // Whether all of a failed write is missing nobody knows: then the hash is about something else.
      await written.catch((error: unknown) => {
        this.#hash = undefined
        throw error
      })
      this.#size += bytes
    })
  }

  /** What the file holds, once nothing more comes. */
  async bytes(): Promise<LocalBytes> {
    const { path } = this
    return { path, hash: this.#hash?.digest('hex') ?? (await hashFile(path)), size: this.#size }
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }
}
