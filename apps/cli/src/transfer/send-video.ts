import type { Larder, LarderError, RouterInputs, ShownVideo, VideoProgress } from '@larder/sdk'
import type { BegunUpload } from '../config/begun-uploads.ts'
import type { Context } from '../context.ts'
import { fileToSend } from '../input/file-to-send.ts'
import { begunTransfer, isRefusedForGood } from './begun-transfer.ts'
import type { TransferLine } from './show-transfers.ts'

/** Either what a new video is to be, or the one that gets these bytes. */
export type VideoFacts =
  | (Omit<RouterInputs['videos']['create'], 'privacy'> & {
      privacy?: ShownVideo['privacy'] | undefined
    })
  | { id: string }

/** A film to upload, and what is remembered of an earlier attempt. */
export interface VideoParcel {
  path: string
  content: Awaited<ReturnType<typeof fileToSend>>
  facts: VideoFacts
  /** Kept apart, so that nothing is derived from it that is written down. */
  password: string | undefined
  again: boolean
  begun: BegunUpload
}

/** What became of one. */
export interface SentVideo {
  video: ShownVideo
  /** Whether the server had its bytes already, as this video. */
  isKnown: boolean
}

/** Makes ready to upload a film. Nothing is sent yet. */
export async function videoParcelOf(
  path: string,
  {
    factsOf,
    password,
    again,
  }: {
    factsOf(fileName: string): VideoFacts
    password: string | undefined
    again: boolean
  },
  context: Context,
): Promise<VideoParcel> {
  const content = await fileToSend(path)
  const facts = factsOf(content.name)
  const as = { name: JSON.stringify(facts), kind: 'video' }
  const begun = begunTransfer(path, content, as, context)
  return { path, content, facts, password, again, begun }
}

/** Uploads it and waits until it can be watched; goes on with an attempt that was broken off. */
export async function sendVideo(
  larder: Larder,
  parcel: VideoParcel,
  line: TransferLine,
  signal: AbortSignal,
): Promise<SentVideo> {
  const [id, resume] = parcel.begun.find()?.split(' ') ?? []
  try {
    return await send(larder, parcel, { id, resume: resume || undefined }, line, signal)
  } catch (error) {
    if (id === undefined || !isGone(error)) throw error
    // Its entry was deleted meanwhile.
    parcel.begun.forget()
    return send(larder, parcel, { id: undefined, resume: undefined }, line, signal)
  }
}

async function send(
  larder: Larder,
  { path, content, facts, password, again, begun }: VideoParcel,
  earlier: { id: string | undefined; resume: string | undefined },
  line: TransferLine,
  signal: AbortSignal,
): Promise<SentVideo> {
  let isKnown = false
  let id = earlier.id ?? ('id' in facts ? facts.id : '')
  const { resume } = earlier
  const what = earlier.id === undefined ? { ...facts, password } : { id: earlier.id }
  const show = ({ phase, sentBytes, totalBytes }: VideoProgress): void => {
    if (phase === 'processing') {
      // From here on the server does it alone, and knows these bytes when they are sent again.
      begun.forget()
      line.busy(`${path}  ${isKnown ? 'is here already' : 'is sent, and looked at'}`)
    } else {
      const label = phase === 'hashing' ? `${path} (reading)` : path
      line.moved(label, sentBytes, totalBytes ?? undefined)
    }
  }
  if (earlier.id !== undefined && password !== undefined) {
    // The one that was given first may have been another.
    await larder.videos.setPrivacy({ id: earlier.id, privacy: 'password', password })
  }
  try {
    const video = await larder.videos.upload(content, {
      ...what,
      ...{ resume, again, signal },
      onProgress: show,
      onKnown: () => {
        isKnown = true
      },
      onCreated(created) {
        id = created.id
        begun.remember(`${id} `)
      },
      onBegun: (uploadId) => begun.remember(`${id} ${uploadId}`),
    })
    begun.forget()
    return { video, isKnown }
  } catch (error) {
    if (isRefusal(error)) begun.forget()
    throw error
  }
}

function isGone(error: unknown): boolean {
  const { reason, details } = error as Partial<LarderError>
  return reason === 'NOT_FOUND' && (details as { what?: string }).what === 'video'
}

/** These bytes never become a video: there is nothing to go on with. */
function isRefusal(error: unknown): boolean {
  const { reason } = error as Partial<LarderError>
  return isRefusedForGood(error) || reason === 'VIDEO_FAILED'
}
