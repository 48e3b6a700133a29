import type { Reader, Tables, Writer } from '@larder/db'
import { locked, prepared } from '@larder/db'
import type { Nullable, Selectable, SelectQueryBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { DomainError } from '../errors/map.ts'
import type { Stream } from '../event-log/stream.ts'
import { fileStream } from './events.ts'
import type { File } from './schema.ts'

/** A file's row, with what it needs of the row of its bytes. */
export interface FileRow extends Selectable<Tables['files']> {
  hash: string
}

/** What decides who may do what to a file: its row, whose it is, and what it is for. */
export interface OwnedFile extends FileRow {
  /** NULL too when it belongs to an organisation. */
  owner_disabled_at: string | null
  owner_leaves_at: string | null
  /** Whether a video has it, or is to have it: then the privacy of that says who reads the bytes. */
  is_of_video: SqlBool
}

export type RenditionRow = Selectable<Tables['renditions']> & { hash: string }

/** A file, whoever it belongs to. */
export async function findFile(db: Reader, id: number): Promise<OwnedFile | undefined> {
  return (await findById(db, { id }))[0]
}

const findById = prepared<{ id: number }, OwnedFile>((db, param) =>
  filesWithHash(db).where('files.id', '=', param('id')),
)

/** A file that is held until the transaction ends. */
export function holdFile(db: Writer, id: number): Promise<OwnedFile | undefined> {
  return locked(db, filesWithHash(db).where('files.id', '=', id)).executeTakeFirst()
}

/** Some files of an account or of an organisation, held until the transaction ends. */
export function holdFilesOf(
  db: Writer,
  owner: { accountId: number } | { organisationId: number },
  limit: number,
): Promise<FileRow[]> {
  const files =
    'accountId' in owner
      ? filesWithHash(db).where('files.account_id', '=', owner.accountId)
      : filesWithHash(db).where('files.organisation_id', '=', owner.organisationId)
  return locked(db, files.orderBy('files.id').limit(limit)).execute()
}

/** The file that an upload became, whoever it belongs to. */
export function fileFromUpload(db: Reader, uploadId: string): Promise<FileRow | undefined> {
  return filesWithHash(db).where('files.upload_id', '=', uploadId).executeTakeFirst()
}

/** A file in another size. Throws NOT_FOUND. */
export async function requireRendition(
  db: Reader,
  fileId: number,
  label: string,
): Promise<RenditionRow> {
  const [rendition] = await findByLabel(db, { fileId, label })
  if (!rendition) throw new DomainError('NOT_FOUND', { what: 'rendition', id: label })
  return rendition
}

const findByLabel = prepared<{ fileId: number; label: string }, RenditionRow>((db, param) =>
  renditionsWithHash(db)
    .where('renditions.file_id', '=', param('fileId'))
    .where('renditions.label', '=', param('label')),
)

/** The renditions of files, the smallest first. */
export async function renditionsOf(db: Reader, fileIds: number[]): Promise<RenditionRow[]> {
  if (fileIds.length === 0) return []
  return renditionsWithHash(db)
    .where('renditions.file_id', 'in', fileIds)
    .orderBy('renditions.width')
    .execute()
}

/** A file as it is shown to whoever may read it. */
export async function shownFile(db: Reader, row: FileRow): Promise<File> {
  const [file] = await shownFiles(db, [row])
  if (!file) throw new Error('A row is shown as a file.')
  return file
}

/** The stream of the events of a file. */
export function streamOf({ id, account_id, organisation_id }: FileRow): Stream {
  return fileStream({ id, accountId: account_id, organisationId: organisation_id })
}

/** Files as their owner sees them. */
export async function shownFiles(db: Reader, rows: FileRow[]): Promise<File[]> {
  const renditions = await renditionsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.hash,
    width: row.width,
    height: row.height,
    audience: row.audience,
    renditions: renditions
      .filter(({ file_id }) => file_id === row.id)
      .map(({ label, media_type: mediaType, size, width, height }) => ({
        label,
        mediaType,
        size,
        width,
        height,
      })),
    createdAt: row.created_at,
  }))
}

/** What an account has, in bytes and in files. */
export async function usageOf(
  db: Reader,
  accountId: number,
): Promise<{ usedBytes: number; reservedBytes: number; files: number }> {
  const { used, reserved, files } = await db
    .selectFrom('accounts')
    .select('stored_bytes as used')
    .select((eb) => [
      eb
        .selectFrom('uploads')
        .select(sql<number>`coalesce(sum(reserved_bytes), 0)`.as('sum'))
        .where('uploads.account_id', '=', accountId)
        .$asScalar()
        .$notNull()
        .as('reserved'),
      eb
        .selectFrom('files')
        .select(sql<number>`count(*)`.as('count'))
        .where('files.account_id', '=', accountId)
        .$asScalar()
        .$notNull()
        .as('files'),
    ])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return { usedBytes: used, reservedBytes: reserved, files }
}

function renditionsWithHash(db: Reader) {
  return db
    .selectFrom('renditions')
    .innerJoin('blobs', 'blobs.id', 'renditions.blob_id')
    .selectAll('renditions')
    .select('blobs.hash')
}

/** Files as `OwnedFile` says. */
export function filesWithHash(
  db: Reader,
): SelectQueryBuilder<
  Tables & { owner: Nullable<Tables['accounts']> },
  'files' | 'blobs' | 'owner',
  OwnedFile
> {
  return db
    .selectFrom('files')
    .innerJoin('blobs', 'blobs.id', 'files.blob_id')
    .leftJoin('accounts as owner', 'owner.id', 'files.account_id')
    .selectAll('files')
    .select(['blobs.hash', 'owner.disabled_at as owner_disabled_at'])
    .select('owner.leaves_at as owner_leaves_at')
    .select(({ or, exists, selectFrom }) => {
      const videos = selectFrom('videos').select('videos.id')
      const its = exists(videos.whereRef('videos.file_id', '=', 'files.id'))
      const incoming = exists(videos.whereRef('videos.incoming_file_id', '=', 'files.id'))
      return or([its, incoming]).as('is_of_video')
    })
}
