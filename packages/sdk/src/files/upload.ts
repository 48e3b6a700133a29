import type { RouterOutputs } from '@larder/api/public'
import type { CallOptions } from '../calls.ts'
import { isLarderError } from '../errors.ts'
import { pause } from '../transport/retry.ts'
import type { Line } from '../transport/send.ts'
import { patienceFor } from './patience.ts'
import type { Uploadable } from './source.ts'
import { sourceOf } from './source.ts'
import { tusOver } from './tus.ts'
import { UploadRun } from './upload-run.ts'

/** A file as its owner sees it. */
export type StoredFile = RouterOutputs['files']['get']

export interface UploadProgress {
  /** Bytes that the server has. It never goes back. */
  sentBytes: number
  /** Null for a stream, until its end. */
  totalBytes: number | null
}

/** What an upload takes beside the bytes. */
export interface UploadOptions extends CallOptions {
  /** What to call the file; by default what it is called already, else "file". */
  name?: string | undefined
  /** A `file` is kept as it is; pictures and avatars are written anew. By default the bytes decide. */
  as?: StoredFile['kind'] | undefined
  /** The id of a video of yours whose bytes they are. They are processed once they are here. */
  video?: string | undefined
  /** Told at the beginning, and whenever the server has got more. */
  onProgress?: ((progress: UploadProgress) => void) | undefined
  /** Told the id of the upload. With it another program can go on: pass it as `resume`. */
  onBegun?: ((uploadId: string) => void) | undefined
  /** The id of an upload of the same bytes to go on with; if it is gone, a new one is begun. */
  resume?: string | undefined
  /** Aborting then also discards what the server has; by default it can be gone on with. */
  cancelOnAbort?: boolean | undefined
}

/** What an upload needs of the client that makes it. */
export interface UploadTools {
  line: Line
  /** How often it goes on while nothing gets through. */
  retries: number
  getFile: (id: number, signal: AbortSignal | undefined) => Promise<StoredFile>
}

/** Uploads over as many connections as it takes. Answers the file. */
export async function uploading(
  { line, retries, getFile }: UploadTools,
  input: Uploadable,
  options: UploadOptions = {},
): Promise<StoredFile> {
  const { signal, cancelOnAbort } = options
  signal?.throwIfAborted()
  const source = sourceOf(input)
  const tus = tusOver(line, signal)
  const run = new UploadRun(tus, source, options)
  const patience = patienceFor(retries)
  try {
    for (;;) {
      try {
        const { id, file } = await run.goOn(() => patience.renew())
        return file ?? (await getFile(id, signal))
      } catch (error) {
        const milliseconds = signal?.aborted ? undefined : patience.pauseAfter(error)
        if (milliseconds === undefined) throw error
        await pause(milliseconds, signal)
      }
    }
  } catch (error) {
    const isUnwanted = signal?.aborted ? cancelOnAbort : isFinal(error)
    // Its reservation ends by itself in any case, only later.
    if (isUnwanted && run.id !== undefined) await tus.cancel(run.id).catch(() => {})
    throw signal?.aborted ? signal.reason : error
  } finally {
    const closing = source.close()
    // A stream that says nothing does not end either.
    if (signal?.aborted) closing.catch(() => {})
    else await closing
  }
}

/** The bytes themselves are refused: sending them again would not help. */
export function isFinal(error: unknown): boolean {
  return isLarderError(error) && (error.status === 413 || error.status === 422)
}
