import type { Reader } from '@larder/db'
import { sql } from 'kysely'

/** What all files take. Everything is in bytes, unless it says otherwise. */
export interface StoreUsage {
  /** How many files there are. */
  files: number
  /** What they take, each for itself with its renditions: what is counted on the quotas. */
  fileBytes: number
  /** How many different contents are in use. */
  blobs: number
  /** What those take. */
  blobBytes: number
  /** What is saved because the same bytes are kept once. */
  savedBytes: number
  /** How many contents wait for the sweep, and what they take. */
  unusedBlobs: number
  unusedBytes: number
  /** How many uploads are unfinished, and what they keep free on quotas. */
  uploads: number
  reservedBytes: number
}

/** Adds up what all files take. */
export async function storeUsage(db: Reader): Promise<StoreUsage> {
  const files = await db
    .selectFrom('files')
    .select(sql<number>`count(*)`.as('count'))
    .select(sum('counted_bytes'))
    .executeTakeFirstOrThrow()
  const used = await blobs(db, '>')
  const unused = await blobs(db, '=')
  const uploads = await db
    .selectFrom('uploads')
    .select(sql<number>`count(*)`.as('count'))
    .select(sum('reserved_bytes'))
    .executeTakeFirstOrThrow()
  const fileBytes = Number(files.bytes)
  return {
    files: files.count,
    fileBytes,
    blobs: used.count,
    blobBytes: used.bytes,
    savedBytes: fileBytes - used.bytes,
    unusedBlobs: unused.count,
    unusedBytes: unused.bytes,
    uploads: uploads.count,
    reservedBytes: Number(uploads.bytes),
  }
}

/** With references, or without. */
async function blobs(db: Reader, compared: '>' | '='): Promise<{ count: number; bytes: number }> {
  const { count, bytes } = await db
    .selectFrom('blobs')
    .select(sql<number>`count(*)`.as('count'))
    .select(sum('size'))
    .where('reference_count', compared, 0)
    .executeTakeFirstOrThrow()
  return { count, bytes: Number(bytes) }
}

function sum(column: string) {
  return sql<number>`coalesce(sum(${sql.ref(column)}), 0)`.as('bytes')
}
