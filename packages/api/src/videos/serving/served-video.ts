import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ByteRange } from '../../blobs/blob-store.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { extensionOf } from '../../files/extension.ts'
import { findFile, requireRendition } from '../../files/queries.ts'
import type { ServedBytes } from '../../files/serving/served-bytes.ts'
import { storedBytes } from '../../files/serving/served-bytes.ts'
import { isOfLadder } from '../ladder/labels.ts'
import { mayFind, missingVideo } from '../policy.ts'
import type { VideoRow } from '../queries.ts'
import { findCaption } from '../queries.ts'
import { watchableVideo } from '../watchable-video.ts'

// What watching is called where it is refused, as procedures would be.
export const STREAM = 'videos.stream'
export const PICTURE = 'videos.picture'
export const CAPTION = 'videos.caption'

/** Which video somebody asks for, and with what beside their credential. */
export interface AskedVideo {
  id: string
  grant: string | undefined
}

/** The bytes of a video that somebody may watch. Throws what `watchableVideo` throws. */
export async function servedVideo(
  ctx: RequestContext,
  asked: AskedVideo,
): Promise<ServedBytes & { key: string }> {
  const watched = await admitted(ctx, asked)
  const { video, fileId } = watched
  const file = await findFile(ctx.database.reader, fileId)
  if (!file) throw missingVideo(asked.id)
  return {
    ...saidOf(watched, extensionOf(file.media_type)),
    ...storedBytes(file),
    // Before it was looked at, nobody knows what it is.
    shownAs: video.state === 'ready' ? 'video' : null,
  }
}

/** A picture of a video that somebody may watch. Throws the same. */
export async function servedPicture(
  ctx: RequestContext,
  { label, ...asked }: AskedVideo & { label: string },
): Promise<ServedBytes & { key: string }> {
  const watched = await admitted(ctx, asked)
  const file = await findFile(ctx.database.reader, watched.fileId)
  if (!file) throw missingVideo(asked.id)
  if (isOfLadder(label)) throw new DomainError('NOT_FOUND', { what: 'rendition', id: label })
  const picture = await requireRendition(ctx.database.reader, file.id, label)
  return {
    ...saidOf(watched, 'webp'),
    ...storedBytes(picture),
    shownAs: 'picture',
  }
}

/** The captions in a language, as WebVTT, of a video that somebody may watch. Throws the same. */
export async function servedCaption(
  ctx: RequestContext,
  { language, ...asked }: AskedVideo & { language: string },
): Promise<ServedBytes & { open(range: ByteRange | undefined): Promise<Readable> }> {
  const watched = await admitted(ctx, asked)
  const caption = await findCaption(ctx.database.reader, watched.video.id, language)
  if (!caption) throw new DomainError('NOT_FOUND', { what: 'captions', id: language })
  const bytes = Buffer.from(caption.vtt)
  return {
    ...saidOf(watched, 'vtt'),
    mediaType: 'text/vtt',
    size: bytes.length,
    hash: hash('sha256', bytes),
    shownAs: 'captions',
    open: async (range) =>
      Readable.from(range ? [bytes.subarray(range.start, range.end + 1)] : [], {
        objectMode: false,
      }),
  }
}

/** Who may watch it, as what. */
export interface Watched {
  video: VideoRow
  fileId: number
  servedTo: ServedBytes['servedTo']
}

/** A video that somebody may watch, with its bytes. Throws what `watchableVideo` throws. */
export async function admitted(ctx: RequestContext, asked: AskedVideo): Promise<Watched> {
  const { video, visitor } = await watchableVideo(ctx, asked)
  const isForEveryone = mayFind(video, { actor: null, now: ctx.clock.now() })
  const servedTo = isForEveryone ? 'everyone' : visitor.actor === null ? 'link' : 'reader'
  // Nobody watches what has no bytes but its owner, who knows that.
  if (video.file_id === null) throw missingVideo(asked.id)
  return { video, fileId: video.file_id, servedTo }
}

/** What is said of everything that belongs to a video. */
export function saidOf(
  { video, servedTo }: Watched,
  extension: string,
): Pick<ServedBytes, 'name' | 'fallbackName' | 'storedAt' | 'servedTo'> {
  return {
    name: `${video.title}.${extension}`,
    fallbackName: `video.${extension}`,
    storedAt: undefined,
    servedTo,
  }
}
