import type { Reader, Tables, Writer } from '@larder/db'
import { locked, prepared } from '@larder/db'
import type { Nullable, Selectable, SelectQueryBuilder } from 'kysely'
import { fold } from '../text/fold.ts'
import type { GuardedVideo, VideoTables } from './policy.ts'
import { newPublicId } from './public-id.ts'

/** A video's row, with what decides who sees it and what is shown with it. */
export interface VideoRow extends Selectable<Tables['videos']>, GuardedVideo {
  privacy: Selectable<Tables['videos']>['privacy']
  organisation_id: number | null
  state: Selectable<Tables['videos']>['state']
  id: number
  published_at: string | null
  deleted_at: string | null
  channel_handle: string
  channel_name: string
  /** Of its bytes; NULL: there are none yet. */
  size: number | null
  media_type: string | null
}

/** A video, whoever it belongs to. */
export async function findVideo(db: Reader, publicId: string): Promise<VideoRow | undefined> {
  return (await findByPublicId(db, { publicId }))[0]
}

const findByPublicId = prepared<{ publicId: string }, VideoRow>((db, param) =>
  videosWithOwner(db).where('video.public_id', '=', param('publicId')),
)

/** The same, by the id of its row. */
export function findVideoById(db: Reader, id: number): Promise<VideoRow | undefined> {
  return videosWithOwner(db).where('video.id', '=', id).executeTakeFirst()
}

/** The same, held until the transaction ends. */
export function holdVideo(db: Writer, publicId: string): Promise<VideoRow | undefined> {
  return locked(db, videosWithOwner(db).where('video.public_id', '=', publicId)).executeTakeFirst()
}

/** Some videos, in the order of their ids in the list. */
export async function videosById(db: Reader, ids: number[]): Promise<VideoRow[]> {
  if (ids.length === 0) return []
  const rows = await videosWithOwner(db).where('video.id', 'in', ids).execute()
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** The video that a number means, held until the transaction ends. */
export function holdVideoById(db: Writer, id: number): Promise<VideoRow | undefined> {
  return locked(db, videosWithOwner(db).where('video.id', '=', id)).executeTakeFirst()
}

/**
 * Whether a file is the bytes of another video, or is to be: also of one that is gone for ever and whose
 * rows are not swept yet. The file must be held, so that this stays true.
 */
export async function isOfOtherVideo(
  db: Writer,
  { id: fileId }: { id: number },
  { id }: Pick<VideoRow, 'id'>,
): Promise<boolean> {
  const other = db
    .selectFrom('videos')
    .select('id')
    .where(({ or, eb }) => or([eb('file_id', '=', fileId), eb('incoming_file_id', '=', fileId)]))
    .where('id', '<>', id)
  return (await other.executeTakeFirst()) !== undefined
}

/** A video that is known to be there. */
export function getVideoRow(db: Reader, publicId: string): Promise<VideoRow> {
  return videosWithOwner(db).where('video.public_id', '=', publicId).executeTakeFirstOrThrow()
}

/** Videos as `VideoRow` says, without those that are gone for ever. */
export function videosWithOwner(
  db: Reader,
): SelectQueryBuilder<
  VideoTables & { bytes: Nullable<Tables['files']> },
  'video' | 'channel' | 'owner' | 'bytes',
  VideoRow
> {
  return db
    .selectFrom('videos as video')
    .innerJoin('channels as channel', 'channel.id', 'video.channel_id')
    .innerJoin('accounts as owner', 'owner.id', 'channel.account_id')
    .leftJoin('files as bytes', 'bytes.id', 'video.file_id')
    .selectAll('video')
    .select(['channel.account_id as owner_id', 'channel.deleted_at as channel_deleted_at'])
    .select(['channel.handle as channel_handle', 'channel.name as channel_name'])
    .select(['owner.disabled_at as owner_disabled_at', 'owner.leaves_at as owner_leaves_at'])
    .select(['bytes.size', 'bytes.media_type'])
    .where('video.purged_at', 'is', null)
    .where('channel.purged_at', 'is', null)
}

/** The tags of videos, in the order in which they were given. */
export async function tagsOf(
  db: Reader,
  videoIds: number[],
): Promise<{ video_id: number; tag: string }[]> {
  if (videoIds.length === 0) return []
  return db
    .selectFrom('video_tags')
    .select(['video_id', 'tag'])
    .where('video_id', 'in', videoIds)
    .orderBy('place')
    .execute()
}

/** The captions of videos, without their text. */
export async function captionsOf(
  db: Reader,
  videoIds: number[],
): Promise<{ video_id: number; language: string; label: string }[]> {
  if (videoIds.length === 0) return []
  return db
    .selectFrom('captions')
    .select(['video_id', 'language', 'label'])
    .where('video_id', 'in', videoIds)
    .orderBy('language')
    .execute()
}

/** Inserts the entry of a video; answers its ids. */
export async function insertVideo(
  db: Writer,
  video: {
    channelId: number
    title: string
    description: string
    language: string | null
    privacy: Exclude<VideoRow['privacy'], 'password'>
    organisationId: number | null
    publishedAt: string | null
    now: Date
  },
): Promise<{ id: number; publicId: string }> {
  const { channelId, title, description, language, privacy, organisationId, publishedAt } = video
  // Of 2^64 possible ones none is ever met twice; the unique key would refuse it, and nothing be lost.
  const publicId = newPublicId()
  const { insertId } = await db
    .insertInto('videos')
    .values({
      public_id: publicId,
      channel_id: channelId,
      title,
      title_key: fold(title, 120),
      description,
      language,
      privacy,
      organisation_id: organisationId,
      password_hash: null,
      published_at: publishedAt,
      state: 'draft',
      failure: null,
      file_id: null,
      uploaded_hash: null,
      duration_ms: null,
      width: null,
      height: null,
      video_codec: null,
      audio_codec: null,
      thumbnail: null,
      created_at: video.now.toISOString(),
      deleted_at: null,
    })
    .executeTakeFirstOrThrow()
  return { id: Number(insertId), publicId }
}

/** Sets from when on others see a video; null: it is not published. */
export async function setPublication(db: Writer, id: number, at: string | null): Promise<void> {
  await db.updateTable('videos').set({ published_at: at }).where('id', '=', id).execute()
}

/** Gives a video these tags instead of those that it had. */
export async function writeTags(db: Writer, videoId: number, tags: string[]): Promise<void> {
  await db.deleteFrom('video_tags').where('video_id', '=', videoId).execute()
  const byKey = new Map(tags.toReversed().map((tag) => [fold(tag, 40), tag]))
  const rows = [...byKey].toReversed().map(([tag_key, tag], place) => ({
    video_id: videoId,
    tag_key,
    tag,
    place,
  }))
  if (rows.length > 0) await db.insertInto('video_tags').values(rows).execute()
}

/** The captions of a video in a language. */
export function findCaption(
  db: Reader,
  videoId: number,
  language: string,
): Promise<Selectable<Tables['captions']> | undefined> {
  return db
    .selectFrom('captions')
    .selectAll()
    .where('video_id', '=', videoId)
    .where('language', '=', language)
    .executeTakeFirst()
}
