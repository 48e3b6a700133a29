import { isLarderError } from '../errors.ts'
import { LarderError } from '../larder-error.ts'
import { unlessAborted } from '../transport/abort.ts'
import type { PieceSize } from './piece-size.ts'
import { pieceSize } from './piece-size.ts'
import type { Source } from './source.ts'
import type { Standing, Tus } from './tus.ts'
import type { StoredFile, UploadOptions } from './upload.ts'

/** The file that an upload became; as a whole only when the last reply was not lost. */
export interface Finished {
  id: number
  file: StoredFile | undefined
}

/** One upload, from one broken connection to the next. */
export class UploadRun {
  /** Of the upload, once there is one. */
  id: string | undefined
  readonly #tus: Tus
  readonly #source: Source
  readonly #options: UploadOptions
  readonly #sizes: PieceSize
  /** Whether it was there during this run. */
  #isKnown = false
  #toldBytes = -1

  constructor(tus: Tus, source: Source, options: UploadOptions) {
    this.#tus = tus
    this.#source = source
    this.#options = options
    this.#sizes = pieceSize(source.largestPiece)
    this.id = options.resume
  }

  /** Goes on from where the server is until there is a file. */
  async goOn(onProgress: () => void): Promise<Finished> {
    let standing = this.id === undefined ? await this.#begin() : await this.#find(this.id)
    while (standing.fileId === undefined) {
      // Also what came before a connection broke has come.
      if (this.#tell(standing.offset)) onProgress()
      standing = await this.#send(standing, this.id ?? '')
    }
    this.#tell(standing.offset, standing.offset)
    return { id: standing.fileId, file: standing.file }
  }

  async #begin(): Promise<Standing> {
    const { name = this.#source.name ?? 'file', as, video, onBegun } = this.#options
    const { size } = this.#source
    this.id = await this.#tus.create(size, {
      name,
      ...(as ? { as } : {}),
      ...(video ? { video } : {}),
    })
    this.#isKnown = true
    onBegun?.(this.id)
    return { offset: 0, size, fileId: undefined }
  }

  async #find(id: string): Promise<Standing> {
    const standing = await this.#tus.find(id)
    if (!standing && !this.#isKnown) return this.#begin()
    if (!standing) {
      const message = `There is no upload ${id} any more: it was cancelled, or took too long. Upload it again.`
      throw new LarderError('NOT_FOUND', { what: 'upload', id }, message)
    }
    this.#isKnown = true
    const { size, name = null } = this.#source
    if (size !== undefined && standing.size !== undefined && size !== standing.size) {
      const message = `Upload ${id} was begun with ${standing.size} bytes, and these are ${size}. Upload them anew.`
      throw new LarderError('SOURCE_CHANGED', { name }, message)
    }
    return standing
  }

  async #send({ offset, size }: Standing, id: string): Promise<Standing> {
    const piece = this.#source.pieceAt(offset, this.#sizes.bytes)
    const { bytes, length, isLast } = await unlessAborted(piece, this.#options.signal)
    const end = offset + length
    const news = isLast && size === undefined ? { size: end } : {}
    const started = performance.now()
    try {
      const standing = await this.#tus.send(id, bytes, { offset, isLast, ...news })
      this.#sizes.took(length, performance.now() - started)
      if (!isLast || standing.fileId !== undefined)
        return { ...standing, size: standing.size ?? size ?? news.size }
      const message = 'The server has every byte, and has not made a file of them yet.'
      throw new LarderError('UNREACHABLE', { url: id }, message)
    } catch (error) {
      const isTooMuch =
        isLarderError(error) && error.reason === 'NOT_LARDER' && error.status === 413
      if (!isTooMuch || !this.#sizes.refused(length)) {
        await this.#source.check(offset)
        this.#sizes.broke()
        throw error
      }
      return { offset, size, fileId: undefined }
    }
  }

  /** Answers whether the server has more than it ever had. */
  #tell(sentBytes: number, totalBytes = this.#source.size ?? null): boolean {
    if (sentBytes <= this.#toldBytes) return false
    this.#toldBytes = sentBytes
    this.#options.onProgress?.({ sentBytes, totalBytes })
    return true
  }
}
