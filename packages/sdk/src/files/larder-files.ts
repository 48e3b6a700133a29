import type { Files } from '../generated/files.ts'
import { retrying } from '../transport/retry.ts'
import type { Line } from '../transport/send.ts'
import type { Download, DownloadOptions } from './download.ts'
import type { Uploadable } from './source.ts'
import type { StoredFile, UploadOptions } from './upload.ts'

/** The procedures of `files`, and the bytes themselves. */
export interface LarderFiles extends Files {
  /**
   * Uploads a file, and answers it once it is stored. It is sent in pieces: after a broken
   * connection or a restart of the server it goes on by itself, with what the server does not have
   * yet. It gives up when nothing gets through for a while; `onBegun` and `resume` go on later.
   *
   * Needs to be signed in; an access token needs the scope `files:write`.
   *
   * Refuses with `FILE_TOO_LARGE`, `FILE_EMPTY`, `QUOTA_EXCEEDED`, `UPLOAD_LIMIT_REACHED`,
   * `PICTURE_REFUSED`, `STORAGE_FULL`, `STORAGE_UNAVAILABLE`, `SOURCE_CHANGED` and the general reasons.
   */
  upload(file: Uploadable, options?: UploadOptions): Promise<StoredFile>

  /**
   * Asks for the bytes of a file, a part of them, or a picture in another size. Answers as soon as
   * they begin to come.
   *
   * Anybody may read the files of everyone; for others an access token needs the scope `files:read`.
   *
   * Refuses with `NOT_FOUND`, `RANGE_NOT_SATISFIABLE`, `STORAGE_UNAVAILABLE` and the general reasons.
   */
  download(id: number, options?: DownloadOptions): Promise<Download>
}

/** Attempts without progress for each that a call gets: more is lost when an upload is given up. */
const UPLOAD_PATIENCE = 3

/** Adds the bytes to the procedures. */
export function filesWith(procedures: Files, line: Line, retries: number): LarderFiles {
  return {
    ...procedures,
    async upload(file, options) {
      const { uploading } = await import('./upload.ts')
      const getFile = (id: number, signal: AbortSignal | undefined) =>
        procedures.get({ id }, { signal })
      const tools = { line, retries: retries * UPLOAD_PATIENCE, getFile }
      return uploading(tools, file, options)
    },
    async download(id, options) {
      options?.signal?.throwIfAborted()
      const { downloading, placeOfFile } = await import('./download.ts')
      const place = placeOfFile(id, options?.rendition)
      return retrying(() => downloading(line, place, options), retries, options?.signal)
    },
  }
}
