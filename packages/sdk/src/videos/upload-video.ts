import { isLarderError } from '../errors.ts'
import type { Uploadable } from '../files/source.ts'
import { isFinal } from '../files/upload.ts'
import type { VideoTools } from './larder-videos.ts'
import { sha256Of } from './sha256-of.ts'
import { untilProcessed } from './until-processed.ts'
import type { NewVideo, ShownVideo, VideoProgress, VideoToUpload } from './upload-options.ts'

/** From bytes to a video that can be watched. */
export async function uploadVideo(
  tools: VideoTools,
  content: Uploadable,
  options: VideoToUpload,
): Promise<ShownVideo> {
  const { id, again, resume, signal, onProgress, onKnown, onCreated, ...rest } = options
  const { name, onBegun, cancelOnAbort, ...facts } = rest
  const { procedures, files } = tools
  const total = content instanceof Blob ? content.size : null
  let came = 0
  const tell = (phase: VideoProgress['phase'], sentBytes: number, totalBytes = total): void => {
    came = sentBytes
    onProgress?.({ phase, sentBytes, totalBytes })
  }
  signal?.throwIfAborted()
  // What was begun is not whole on the server.
  const known = resume === undefined ? await lookUp() : undefined
  if (known?.videoId && (id === undefined ? !again : id === known.videoId)) {
    const { isIncoming } = known
    const video = await procedures.get({ id: known.videoId }, { signal })
    // While others are to replace them, those that it has are sent again: the last ones count.
    if (id === undefined || isIncoming || video.replacement?.state !== 'processing') {
      onKnown?.(video)
      return processed(video.state === 'failed' ? await retried(video) : video, isIncoming)
    }
  }
  const entry = id ?? (await created())
  const had = known?.fileId ? await attached(entry, known.fileId) : undefined
  return processed(had ?? (await sent(entry)), true)

  async function lookUp() {
    const tellHashed = (bytes: number): void => tell('hashing', bytes)
    const sha256 = await sha256Of(content, signal, tellHashed)
    return sha256 === undefined ? undefined : procedures.hasFile({ sha256 }, { signal })
  }

  /** What failed is tried once more, unless somebody does so already. */
  async function retried(video: ShownVideo): Promise<ShownVideo> {
    try {
      return await procedures.retry({ id: video.id }, { signal })
    } catch (error) {
      if (!isLarderError(error) || error.reason !== 'VIDEO_NOT_FAILED') throw error
      return procedures.get({ id: video.id }, { signal })
    }
  }

  async function created(): Promise<string> {
    const { password, privacy, ...said } = facts as NewVideo
    const video =
      privacy === 'password'
        ? await lockedVideo(await procedures.create(said, { signal }), password)
        : await procedures.create({ ...said, privacy }, { signal })
    onCreated?.(video)
    return video.id
  }

  /** It is private until then. */
  async function lockedVideo({ id }: ShownVideo, password: NewVideo['password']) {
    try {
      return await procedures.setPrivacy({ id, privacy: 'password', password }, { signal })
    } catch (error) {
      await withdrawn(id)
      throw error
    }
  }

  /** Undefined when somebody else took or deleted that file meanwhile. */
  async function attached(video: string, fileId: number): Promise<ShownVideo | undefined> {
    try {
      return await procedures.setFile({ id: video, fileId }, { signal })
    } catch (error) {
      if (!isLarderError(error)) throw error
      if (error.reason === 'FILE_IN_USE' || isWithoutFile(error)) return undefined
      throw error
    }
  }

  async function sent(video: string): Promise<ShownVideo> {
    const wishes = { name, video, resume, signal, cancelOnAbort, onBegun }
    const upload = files.upload(content, {
      ...wishes,
      onProgress: ({ sentBytes, totalBytes }) => tell('uploading', sentBytes, totalBytes),
    })
    const file = await upload.catch(async (error: unknown) => {
      const isUnwanted = signal?.aborted ? cancelOnAbort : isFinal(error)
      if (isUnwanted && id === undefined) await withdrawn(video)
      throw error
    })
    // The server does so too, a moment later; a video that had other bytes says nothing until then.
    try {
      return await procedures.setFile({ id: video, fileId: file.id }, { signal })
    } catch (error) {
      if (!isWithoutFile(error)) throw error
      // It was quicker, and what came was refused; or other bytes came since.
      return procedures.get({ id: video }, { signal })
    }
  }

  /** An entry that was made for these bytes, which do not come. */
  async function withdrawn(video: string): Promise<void> {
    const gone = procedures.delete({ id: video }).then(() => procedures.purge({ id: video }))
    await gone.catch(() => {})
  }

  function processed(video: ShownVideo, mayBeReplaced: boolean): Promise<ShownVideo> {
    tell('processing', total ?? came)
    return untilProcessed(tools, { video, mayBeReplaced }, signal)
  }
}

function isWithoutFile(error: unknown): boolean {
  return isLarderError(error) && error.reason === 'NOT_FOUND' && error.details.what === 'file'
}
