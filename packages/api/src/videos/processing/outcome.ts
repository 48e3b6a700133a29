import type { Reader, Writer } from '@larder/db'
import { holdAccount } from '../../accounts/queries.ts'
import type { PlacedBytes } from '../../blobs/place.ts'
import { referTo, release } from '../../blobs/place.ts'
import type { Services } from '../../context.ts'
import { ownRecorder } from '../../event-log/record.ts'
import type { LocalPicture } from '../../files/pictures/prepared-picture.ts'
import { holdFile } from '../../files/queries.ts'
import {
  ThumbnailChosen,
  VideoFailed,
  VideoFileReplaced,
  VideoReady,
  VideoReplacementFailed,
  videoStream,
} from '../events.ts'
import { planLadder } from '../ladder/plan-ladder.ts'
import type { VideoRow } from '../queries.ts'
import { holdVideoById } from '../queries.ts'
import type { VideoFailure } from '../schema.ts'
import type { Facts } from './child/work.ts'
import { countMore } from './count-more.ts'
import { dropFile } from './drop-file.ts'
import type { ToProcess } from './plan-processing.ts'
import { replaceRenditions } from './replace-renditions.ts'

type Circumstances = Pick<Services, 'clock' | 'videoTools'>

/** What is written of a video once it was looked at. */
export interface Processed {
  facts: Facts
  /** The bytes to keep in place of those that came. */
  cleaned: { placed: PlacedBytes; size: number } | undefined
  pictures: LocalPicture[]
  /** In the order of `pictures`. */
  placedPictures: PlacedBytes[]
}

/**
 * Where bytes lie that a video has, or is to have, and that were not looked at yet; undefined: they
 * were, or it has others by now.
 */
export async function findUnprocessed(
  db: Reader,
  what: ToProcess,
): Promise<{ id: number; hash: string } | undefined> {
  return (
    (await bytesOf(db, what, 'videos.incoming_file_id').executeTakeFirst()) ??
    bytesOf(db, what, 'videos.file_id').where('videos.state', '<>', 'ready').executeTakeFirst()
  )
}

/** Where the bytes of a video lie that is ready. */
export function findProcessed(
  db: Reader,
  what: ToProcess,
): Promise<{ id: number; hash: string } | undefined> {
  return bytesOf(db, what, 'videos.file_id').where('videos.state', '=', 'ready').executeTakeFirst()
}

function bytesOf(
  db: Reader,
  { videoId, fileId }: ToProcess,
  column: 'videos.file_id' | 'videos.incoming_file_id',
) {
  return db
    .selectFrom('videos')
    .innerJoin('files', 'files.id', column)
    .innerJoin('blobs', 'blobs.id', 'files.blob_id')
    .select(['blobs.id', 'blobs.hash'])
    .where('videos.id', '=', videoId)
    .where('files.id', '=', fileId)
}

/** What was found out is about bytes that the video does not have any more, or is known already. */
export class Unwanted extends Error {
  override readonly name = 'Unwanted'
  constructor() {
    super('The video has other bytes by now, or these are known.')
  }
}

/**
 * Writes down that a video is ready, or that bytes which were to replace those that it has are good: then
 * they do so, and the former ones are deleted. Throws Unwanted and BytesSwept.
 */
export async function writeReady(
  { clock, videoTools }: Circumstances,
  db: Writer,
  what: ToProcess,
  { facts, cleaned, pictures, placedPictures }: Processed,
): Promise<void> {
  const video = await holdUnprocessed(db, what)
  if (!video) throw new Unwanted()
  await holdAccount(db, video.owner_id)
  const file = await holdFile(db, what.fileId)
  if (!file) throw new Unwanted()
  const now = clock.now()
  if (cleaned) {
    const blobId = await referTo(db, cleaned.placed, now)
    await db
      .updateTable('files')
      .set({ blob_id: blobId, size: cleaned.size })
      .where('id', '=', file.id)
      .execute()
    await countMore(db, file, cleaned.size - file.size)
    await release(db, file.blob_id, now)
  }
  await db
    .updateTable('files')
    .set({ media_type: facts.mediaType })
    .where('id', '=', file.id)
    .execute()
  await replaceRenditions(db, file, { pictures, placed: placedPictures }, now)
  const labels = pictures.map(({ label }) => label)
  const isReplacement = video.incoming_file_id === file.id
  await db
    .updateTable('videos')
    .set({
      state: 'ready',
      failure: null,
      // The hash of what came: in place of that there may be a cleaned copy by now.
      ...(isReplacement ? { file_id: file.id, uploaded_hash: file.hash, ...nothingIncoming } : {}),
      duration_ms: facts.durationMs,
      width: facts.width,
      height: facts.height,
      video_codec: facts.videoCodec,
      audio_codec: facts.audioCodec,
      thumbnail: labels.find((label) => label.startsWith('thumbnail-')) ?? null,
    })
    .where('id', '=', video.id)
    .execute()
  if (videoTools.makesLadders) await planLadder(db, what, now)
  const record = ownRecorder(db, clock, workId(what))
  const ready = { videoId: video.public_id, fileId: file.id, durationMs: facts.durationMs }
  if (!isReplacement) {
    await record(videoStream(video), VideoReady(ready))
    return
  }
  await dropFile({ db, now, record }, video.file_id)
  const replaced = VideoFileReplaced({ ...ready, replacedFileId: video.file_id })
  await record(videoStream(video), replaced)
}

const nothingIncoming = { incoming_file_id: null, replacement_failure: null }

/**
 * Writes down that a video failed, unless it has other bytes by now, or is ready. When the bytes were to
 * replace those that it has, it stays ready with these, and only what came is deleted.
 */
export async function writeFailure(
  { clock }: Circumstances,
  db: Writer,
  what: ToProcess,
  failure: VideoFailure,
): Promise<void> {
  const video = await holdUnprocessed(db, what)
  if (!video) return
  const { fileId } = what
  const isReplacement = video.incoming_file_id === fileId
  await db
    .updateTable('videos')
    .set(
      isReplacement
        ? { incoming_file_id: null, replacement_failure: failure }
        : { state: 'failed', failure },
    )
    .where('id', '=', video.id)
    .execute()
  const record = ownRecorder(db, clock, workId(what))
  if (isReplacement) await dropFile({ db, now: clock.now(), record }, fileId)
  const failed = { videoId: video.public_id, fileId, failure }
  await record(
    videoStream(video),
    isReplacement ? VideoReplacementFailed(failed) : VideoFailed(failed),
  )
}

/** Adds a thumbnail to a video and lets it stand for it. Throws Unwanted and BytesSwept. */
export async function writeThumbnail(
  { clock }: Circumstances,
  db: Writer,
  what: ToProcess,
  { pictures, placed }: { pictures: LocalPicture[]; placed: readonly PlacedBytes[] },
): Promise<void> {
  const video = await holdVideoById(db, what.videoId)
  const file = video?.file_id === what.fileId ? await holdFile(db, what.fileId) : undefined
  const [picture] = pictures
  if (!video || !file || !picture) throw new Unwanted()
  await replaceRenditions(db, file, { pictures, placed }, clock.now())
  const { label } = picture
  await db.updateTable('videos').set({ thumbnail: label }).where('id', '=', video.id).execute()
  const chosen = ThumbnailChosen({ videoId: video.public_id, label })
  await ownRecorder(db, clock, workId(what))(videoStream(video), chosen)
}

async function holdUnprocessed(
  db: Writer,
  { videoId, fileId }: ToProcess,
): Promise<VideoRow | undefined> {
  const video = await holdVideoById(db, videoId)
  const isIncoming = video?.incoming_file_id === fileId
  const isUnknown = video?.file_id === fileId && video.state !== 'ready'
  return isIncoming || isUnknown ? video : undefined
}

function workId({ fileId }: ToProcess): string {
  return `video-file-${fileId}`
}
