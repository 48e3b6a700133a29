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
  const uses = await usesOf(db, id)
  // What was swept while it was read is nobody's loss.
  if (!uses) return undefined
  const isMiscounted = uses.references !== uses.counted
  return {
    key: keyOf(blob),
    size: blob.size,
    problem: problem ?? (isMiscounted ? 'wrong count' : null),
    fileIds: uses.fileIds,
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

interface Uses {
  /** What the row of the bytes says. */
  counted: number
  /** What refers to them. */
  references: number
  fileIds: number[]
}

/** In one statement: between two of them somebody may keep or delete the same bytes. */
async function usesOf(db: Reader, id: number): Promise<Uses | undefined> {
  const rows = await db
    .selectFrom('blobs')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('files')
          .select(['files.id as file_id', 'files.blob_id'])
          .where('files.blob_id', '=', id)
          .unionAll(
            eb
              .selectFrom('renditions')
              .select(['renditions.file_id', 'renditions.blob_id'])
              .where('renditions.blob_id', '=', id),
          )
          .as('uses'),
      (join) => join.onRef('uses.blob_id', '=', 'blobs.id'),
    )
    .select(['blobs.reference_count', 'uses.file_id'])
    .where('blobs.id', '=', id)
    .where('blobs.state', '=', 'stored')
    .execute()
  const [first] = rows
  if (!first) return undefined
  const references = rows.flatMap(({ file_id }) => file_id ?? [])
  const fileIds = [...new Set(references)].sort((a, b) => a - b)
  return { counted: first.reference_count, references: references.length, fileIds }
}
