import { createHash } from 'node:crypto'
import { access } from 'node:fs/promises'
import type { CallOptions } from '../calls.ts'
import type { Download, Downloads, RangeOptions } from '../files/download.ts'
import { patienceFor } from '../files/patience.ts'
import { pause } from '../transport/retry.ts'
import type { VideoDownloads } from '../videos/download-options.ts'
import { fillPart, moveTo } from './part.ts'

interface SavingOptions extends CallOptions {
  /** Replaces a file of that name; otherwise saving throws an error with the code EEXIST. */
  force?: boolean | undefined
  /** Told whenever more has come; it never goes back. */
  onProgress?: ((progress: SaveProgress) => void) | undefined
  /** How often it goes on while nothing gets through; by default 9. */
  retries?: number | undefined
}

/** What saving takes beside the id and the path. */
export interface SaveOptions extends SavingOptions {
  /** The label of one of a picture's other sizes, such as "thumbnail". */
  rendition?: string | undefined
}

/** What saving a video takes beside the id and the path. */
export interface SaveVideoOptions extends SavingOptions {
  /** What opens a video that is not for everyone: from `videos.unlock` or `videos.link`. */
  grant?: string | undefined
}

type PathOrNaming = string | ((fileName: string) => string)

export interface SaveProgress {
  receivedBytes: number
  totalBytes: number
}

/** What was saved. */
export interface Saved {
  path: string
  bytes: number
  mediaType: string
}

/**
 * Downloads a file to a path, readable for its owner alone (mode 0600). Until it is whole it lies
 * beside that as `<path>.<letters>.part`; broken off and called again, in this program or in another,
 * it goes on from there. The path may be made of the name that the file has on the server, which is
 * not to be trusted: see `harmlessName`. Throws a `LarderError`, the signal's reason, or what Node throws.
 */
export async function saveFile(
  larder: Downloads,
  id: number,
  path: PathOrNaming,
  { rendition, ...options }: SaveOptions = {},
): Promise<Saved> {
  return saving((more) => larder.files.download(id, { rendition, ...more }), path, options)
}

/** As `saveFile`, the bytes of a video. */
export async function saveVideo(
  larder: VideoDownloads,
  id: string,
  path: PathOrNaming,
  { grant, ...options }: SaveVideoOptions = {},
): Promise<Saved> {
  return saving((more) => larder.videos.download(id, { grant, ...more }), path, options)
}

async function saving(
  download: (options: RangeOptions) => Promise<Download>,
  path: PathOrNaming,
  { force, onProgress, retries = 9, signal }: SavingOptions,
): Promise<Saved> {
  const patience = patienceFor(retries)
  let told = -1
  const tell = (receivedBytes: number, totalBytes: number): void => {
    if (receivedBytes <= told) return
    told = receivedBytes
    patience.renew()
    onProgress?.({ receivedBytes, totalBytes })
  }
  const ask = (more: RangeOptions) => download({ signal, ...more })
  for (;;) {
    try {
      const first = await ask({})
      const place = typeof path === 'string' ? path : path(first.fileName)
      if (!force) await refuseIfThere(place, first)
      const part = `${place}.${lettersOf(first.etag ?? String(process.pid))}.part`
      const bytes = await fillPart(part, first, ask, tell)
      await moveTo(place, part, force)
      return { path: place, bytes, mediaType: first.mediaType }
    } catch (error) {
      const milliseconds = signal?.aborted ? undefined : patience.pauseAfter(error)
      if (milliseconds === undefined) throw error
      await pause(milliseconds, signal)
    }
  }
}

/** So that the part of one content is never gone on with as that of another. */
function lettersOf(etag: string): string {
  return createHash('sha256').update(etag).digest('hex').slice(0, 12)
}

/** Before the bytes come; what counts is looked at again when they are put in their place. */
async function refuseIfThere(path: string, { stream }: Download): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (!isThere) return
  await stream.cancel()
  throw Object.assign(new Error(`There is a file ${path} already.`), { code: 'EEXIST' })
}
