import { hash, randomUUID } from 'node:crypto'
import { fold } from '@larder/api/src/text/fold.ts'
import { handleKey } from '@larder/api/src/text/handle.ts'
import { newPublicId } from '@larder/api/src/videos/public-id.ts'
import type { Database, Tables } from '@larder/db'
import type { Insertable } from 'kysely'
import type { Shelf } from '../files/store-file.ts'
import { storeFile } from '../files/store-file.ts'

type ChannelRow = Insertable<Tables['channels']>
type VideoRow = Insertable<Tables['videos']>

export interface InsertedVideo {
  id: number
  publicId: string
  /** NULL: it has no bytes. */
  fileId: number | null
}

/** Inserts a channel from behind, as creating it leaves it. */
export async function insertChannel(
  { writer }: Database,
  channel: Partial<ChannelRow> & { account_id: number },
): Promise<{ id: number; handle: string }> {
  const { handle = `c${randomUUID().slice(0, 12)}`, name = 'a channel', ...facts } = channel
  const { insertId } = await writer
    .insertInto('channels')
    .values({
      handle,
      handle_key: handleKey(handle),
      name,
      name_key: fold(name, 80),
      description: '',
      created_at: new Date().toISOString(),
      deleted_at: null,
      ...facts,
    })
    .executeTakeFirstOrThrow()
  return { id: Number(insertId), handle }
}

/**
 * Inserts a video from behind, as uploading and processing leave it: public, published an hour ago and
 * ready, if nothing else is said, with the rows of bytes that are nowhere. `bytes` puts real ones into
 * the store, which needs the directory of a server; `file_id: null` leaves it without.
 */
export async function insertVideo(
  shelf: Shelf | { database: Database },
  video: Partial<VideoRow> & {
    channel_id: number
    bytes?: Uint8Array
    media_type?: string
    tags?: string[]
  },
): Promise<InsertedVideo> {
  const { bytes, media_type = 'video/mp4', tags = [], title = 'a video', ...facts } = video
  const { writer } = shelf.database
  const { account_id } = await writer
    .selectFrom('channels')
    .select('account_id')
    .where('id', '=', video.channel_id)
    .executeTakeFirstOrThrow()
  const fileFacts = { account_id, kind: 'video' as const, media_type, name: 'a clip' }
  const fileId = await fileOf(shelf, { facts: fileFacts, given: facts.file_id, bytes })
  const publicId = video.public_id ?? newPublicId()
  const { insertId } = await writer
    .insertInto('videos')
    .values({
      public_id: publicId,
      title,
      title_key: fold(title, 120),
      description: '',
      language: null,
      privacy: 'public',
      organisation_id: null,
      password_hash: facts.privacy === 'password' ? 'a hash of nothing' : null,
      published_at: new Date(Date.now() - 3_600_000).toISOString(),
      state: 'ready',
      failure: null,
      uploaded_hash: null,
      duration_ms: 60_000,
      width: 640,
      height: 360,
      video_codec: 'avc',
      audio_codec: null,
      thumbnail: null,
      created_at: new Date(Date.now() - 3_600_000).toISOString(),
      deleted_at: null,
      ...facts,
      file_id: fileId,
    })
    .executeTakeFirstOrThrow()
  const id = Number(insertId)
  const rows = tags.map((tag, place) => ({ video_id: id, tag_key: fold(tag, 40), tag, place }))
  if (rows.length > 0) await writer.insertInto('video_tags').values(rows).execute()
  return { id, publicId, fileId }
}

/** Gives a video English captions from behind. */
export async function insertCaptions({ writer }: Database, publicId: string): Promise<void> {
  const { id } = await writer
    .selectFrom('videos')
    .select('id')
    .where('public_id', '=', publicId)
    .executeTakeFirstOrThrow()
  const vtt = 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nPeas\n'
  const created_at = new Date().toISOString()
  const captions = { video_id: id, language: 'en', label: 'English', vtt, created_at }
  await writer.insertInto('captions').values(captions).execute()
}

interface FileFacts {
  account_id: number
  kind: 'video'
  media_type: string
  name: string
}

async function fileOf(
  shelf: Shelf | { database: Database },
  video: { facts: FileFacts; given: number | null | undefined; bytes: Uint8Array | undefined },
): Promise<number | null> {
  const { facts, given, bytes } = video
  if (given !== undefined) return given
  if (bytes === undefined) return insertFile(shelf.database.writer, facts)
  if (!('directory' in shelf)) throw new Error('Bytes need the directory of a server.')
  return storeFile(shelf, { ...facts, bytes })
}

/** The rows of a file whose 1,000 bytes are nowhere. */
async function insertFile(writer: Database['writer'], facts: FileFacts): Promise<number> {
  const now = new Date().toISOString()
  const hashed = hash('sha256', randomUUID())
  const bytes = { hash: hashed, stored_hash: hashed, size: 1_000, reference_count: 1 }
  const blob = await writer
    .insertInto('blobs')
    .values({ ...bytes, state: 'stored', since: now })
    .executeTakeFirstOrThrow()
  const file = await writer
    .insertInto('files')
    .values({
      ...facts,
      organisation_id: null,
      blob_id: Number(blob.insertId),
      size: 1_000,
      counted_bytes: 1_000,
      width: null,
      height: null,
      audience: 'owner',
      upload_id: null,
      picture_of_account_id: null,
      picture_of_organisation_id: null,
      created_at: now,
    })
    .executeTakeFirstOrThrow()
  await writer
    .updateTable('accounts')
    .set((eb) => ({ stored_bytes: eb('stored_bytes', '+', 1_000) }))
    .where('id', '=', facts.account_id)
    .execute()
  return Number(file.insertId)
}
