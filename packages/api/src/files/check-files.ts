import { createHash } from 'node:crypto'
import type { Reader, Tables } from '@larder/db'
import type { Selectable } from 'kysely'
import type { BlobStore } from '../blobs/blob-store.ts'
import { BytesMissing, keyOf } from '../blobs/blob-store.ts'
import type { Placing } from '../blobs/place.ts'

/** Rows that are read at once. */
const AT_ONCE = 100

/** What is wrong with bytes: not there, more or less than there should be, others; or counted wrongly. */
export type BlobProblem = 'missing' | 'wrong size' | 'wrong bytes' | 'wrong count'

export interface CheckedBlob {
  key: string
  /** Bytes that there should be. */
  size: number
  /** Null: it is whole. */
  problem: BlobProblem | null
  /** Ids of the files that need it. */
  fileIds: number[]
}

type BlobRow = Selectable<Tables['blobs']>

/**
 * Reads all that is stored, and compares it with what its row says; and the count of its references with
 * what really refers to it. Throws STORAGE_UNAVAILABLE.
 */
export async function* checkFiles({
  database: { reader },
  storage,
}: Pick<Placing, 'database' | 'storage'>): AsyncGenerator<CheckedBlob> {
  for (let after = 0; ; ) {
    const rows = await storedBlobs(reader, after)
    for (const { id } of rows) {
      const found = await check(reader, storage.blobs, id)
      if (found) yield found
    }
    if (rows.length < AT_ONCE) return
    after = rows.at(-1)?.id ?? after
  }
}

async function check(db: Reader, store: BlobStore, id: number): Promise<CheckedBlob | undefined> {
  const blob = await findStored(db, id)
  if (!blob) return undefined
  const problem = await problemWith(store, blob)
  const now = await findStored(db, id)
  // What was swept while it was read is nobody's loss.
  if (!now) return undefined
  const { fileIds, references } = await usesOf(db, id)
  const isMiscounted =
    now.reference_count === blob.reference_count && references !== now.reference_count
  return {
    key: keyOf(blob),
    size: blob.size,
    problem: problem ?? (isMiscounted ? 'wrong count' : null),
    fileIds,
  }
}

async function problemWith(store: BlobStore, blob: BlobRow): Promise<BlobProblem | null> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const piece of await store.open(keyOf(blob))) {
      hash.update(piece)
      size += piece.length
    }
  } catch (error) {
    if (error instanceof BytesMissing) return 'missing'
    throw error
  }
  if (size !== blob.size) return 'wrong size'
  return hash.digest('hex') === blob.hash ? null : 'wrong bytes'
}

function storedBlobs(db: Reader, after: number): Promise<{ id: number }[]> {
  return db
    .selectFrom('blobs')
    .select('id')
    .where('id', '>', after)
    .where('state', '=', 'stored')
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()
}

function findStored(db: Reader, id: number): Promise<BlobRow | undefined> {
  return db
    .selectFrom('blobs')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'stored')
    .executeTakeFirst()
}

async function usesOf(db: Reader, id: number): Promise<{ fileIds: number[]; references: number }> {
  const files = db.selectFrom('files').select('id').where('blob_id', '=', id)
  const renditions = db.selectFrom('renditions').select('file_id as id').where('blob_id', '=', id)
  const rows = await files.unionAll(renditions).execute()
  const fileIds = [...new Set(rows.map((row) => row.id))].sort((a, b) => a - b)
  return { fileIds, references: rows.length }
}
