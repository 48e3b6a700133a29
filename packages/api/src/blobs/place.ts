import type { Database, Writer } from '@larder/db'
import { isDuplicate, locked, TryAgain } from '@larder/db'
import type { Clock } from '../context.ts'
import { keyOf } from './blob-store.ts'
import type { Storage } from './storage.ts'

/** Bytes in a local file, hashed while they were written. The file is never written to again. */
export interface LocalBytes {
  path: string
  /** SHA-256, lower-case hexadecimal. */
  hash: string
  size: number
}

/** Bytes that lie in the store. Nothing keeps them until `referTo` did. */
export interface PlacedBytes {
  blobId: number
  hash: string
}

/** The bytes were swept between placing and referring, which is a grace period later: place them again. */
export class BytesSwept extends Error {
  override readonly name = 'BytesSwept'
}

/** What placing takes of the services. */
export interface Placing {
  database: Database
  storage: Storage
  clock: Clock
}

/**
 * Makes sure that the store has these bytes: bytes first, row second. A row says that they are coming
 * before they do, so that the sweep knows every byte of the store. Throws STORAGE_UNAVAILABLE and
 * STORAGE_FULL; what came until then is swept after the grace period.
 */
export async function placeBytes(
  { database, storage, clock }: Placing,
  { path, hash, size }: LocalBytes,
): Promise<PlacedBytes> {
  const there = await findStored(database, hash)
  if (there) return { blobId: there.id, hash }
  const since = clock.now().toISOString()
  const { insertId } = await database.transaction((db) =>
    db
      .insertInto('blobs')
      .values({ hash, stored_hash: null, size, state: 'placing', since })
      .executeTakeFirstOrThrow(),
  )
  const blobId = Number(insertId)
  await storage.blobs.put(keyOf({ id: blobId, hash }), path)
  return { blobId, hash }
}

/**
 * Counts one more reference to placed bytes, in the transaction that writes the row which refers to
 * them. Answers the blob to name: another one, if the same bytes came from elsewhere meanwhile. Throws
 * BytesSwept.
 */
export async function referTo(
  db: Writer,
  { blobId, hash }: PlacedBytes,
  now: Date,
): Promise<number> {
  const stored = await holdStored(db, hash)
  if (!stored && !(await holdPlaced(db, blobId))) throw new BytesSwept()
  const id = stored?.id ?? blobId
  if (id !== blobId) await condemnPlaced(db, [blobId])
  try {
    await db
      .updateTable('blobs')
      .set((eb) => ({
        reference_count: eb('reference_count', '+', 1),
        state: 'stored',
        stored_hash: hash,
        since: now.toISOString(),
      }))
      .where('id', '=', id)
      .execute()
  } catch (error) {
    // Somebody stored the same bytes at this moment: use theirs.
    throw isDuplicate(error) ? new TryAgain('stored twice', { cause: error }) : error
  }
  return id
}

/** Counts one reference less, in the transaction that deletes the row. The grace period begins at none. */
export async function release(db: Writer, blobId: number, now: Date): Promise<void> {
  await db
    .updateTable('blobs')
    .set((eb) => ({
      reference_count: eb('reference_count', '-', 1),
      since: now.toISOString(),
    }))
    .where('id', '=', blobId)
    .execute()
}

/** Lets the next sweep take bytes that were placed and that nothing will refer to. */
export async function condemnPlaced(db: Writer, blobIds: readonly number[]): Promise<void> {
  await db
    .updateTable('blobs')
    .set({ state: 'condemned' })
    .where('id', 'in', blobIds)
    .where('state', '=', 'placing')
    .execute()
}

function findStored({ reader }: Database, hash: string) {
  return reader.selectFrom('blobs').select('id').where('stored_hash', '=', hash).executeTakeFirst()
}

function holdStored(db: Writer, hash: string) {
  const stored = db.selectFrom('blobs').select('id').where('stored_hash', '=', hash)
  return locked(db, stored).executeTakeFirst()
}

function holdPlaced(db: Writer, id: number) {
  const placed = db.selectFrom('blobs').select('id').where('id', '=', id)
  return locked(db, placed.where('state', '=', 'placing')).executeTakeFirst()
}
