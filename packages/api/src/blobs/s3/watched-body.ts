import type { Readable } from 'node:stream'
import { finished } from 'node:stream'
import { BlobBytes } from '../blob-bytes.ts'
import { freePiece } from '../free-piece.ts'
import { SILENT_MS } from './client.ts'
import { explainFailure } from './failures.ts'

/** Of 64 KiB, as they come from the connection. */
const PIECES_AHEAD = 16

/**
 * The bytes of an answer. It ends with STORAGE_UNAVAILABLE when the store keeps a reader waiting for too
 * long, while a reader may take as long as it likes.
 */
export class WatchedBody extends BlobBytes {
  readonly #body: Readable
  #silence: NodeJS.Timeout | undefined

  constructor(body: Readable) {
    // Pieces stay what they are: what streams of bytes make one of them for a reader could not be freed.
    super({ objectMode: true, highWaterMark: PIECES_AHEAD })
    this.#body = body.pause()
    body.on('data', (piece: Buffer) => {
      this.#silence?.refresh()
      if (!this.push(piece)) this.#rest()
    })
    finished(body, (cause) => {
      clearTimeout(this.#silence)
      if (cause) this.destroy(explainFailure(cause) as Error)
      else this.push(null)
    })
  }

  /** Most pieces are bytes of this answer and of nothing else. */
  override giveBack(piece: Buffer): void {
    freePiece(piece)
  }

  override _read(): void {
    this.#silence ??= setTimeout(() => this.#body.destroy(new Stalled()), SILENT_MS)
    this.#body.resume()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#rest()
    this.#body.destroy()
    done(error)
  }

  #rest(): void {
    clearTimeout(this.#silence)
    this.#silence = undefined
    this.#body.pause()
  }
}

class Stalled extends Error {
  override readonly name = 'TimeoutError'
  constructor() {
    super(`The store sent nothing for ${SILENT_MS / 1_000} s.`)
  }
}
