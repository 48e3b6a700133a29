import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { ByteRange } from '../../blobs/blob-store.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import { findFile, requireRendition } from '../../files/queries.ts'
import type { ServedBytes } from '../../files/serving/served-bytes.ts'
import { storedBytes } from '../../files/serving/served-bytes.ts'
import { ladderLabel } from '../ladder/labels.ts'
import { withQuery } from '../ladder/playlists.ts'
import { missingVideo } from '../policy.ts'
import type { AskedVideo } from './served-video.ts'
import { admitted, saidOf } from './served-video.ts'

// What watching is called where it is refused, as a procedure would be.
export const HLS = 'videos.hls'

/** Which part of a ladder somebody asks for, and the ladder of which bytes the list was that named it. */
export interface AskedPart extends AskedVideo {
  name: string
  of: string | undefined
}

/**
 * A part of the ladder of a video that somebody may watch. A player that has a list of a film that was
 * replaced meanwhile is told that there is none: the places in it mean nothing in another film. Throws
 * what `watchableVideo` throws.
 */
export async function servedLadder(
  ctx: RequestContext,
  { name, of, ...asked }: AskedPart,
): Promise<
  ServedBytes & ({ key: string } | { open(range: ByteRange | undefined): Promise<Readable> })
> {
  const watched = await admitted(ctx, asked)
  const file = await findFile(ctx.database.reader, watched.fileId)
  if (!file) throw missingVideo(asked.id)
  const current = file.hash.slice(0, 12)
  if (of !== undefined && of !== current) {
    throw new DomainError('NOT_FOUND', { what: 'rendition', id: name })
  }
  const part = storedBytes(await requireRendition(ctx.database.reader, file.id, ladderLabel(name)))
  if (name.endsWith('.mp4')) return { ...saidOf(watched, 'mp4'), ...part, shownAs: 'video' }
  const { key, ...said } = part
  const text = (await buffer(await ctx.storage.blobs.open(key))).toString()
  // What a list names is asked for by itself: the grant goes with it.
  const grant = asked.grant === undefined ? {} : { grant: asked.grant }
  const bytes = Buffer.from(withQuery(text, new URLSearchParams({ ...grant, of: current })))
  return {
    ...saidOf(watched, 'm3u8'),
    ...said,
    size: bytes.length,
    hash: hash('sha256', bytes),
    shownAs: 'playlist',
    open: async (range) =>
      Readable.from(range ? [bytes.subarray(range.start, range.end + 1)] : [], {
        objectMode: false,
      }),
  }
}
