import type { Writer } from '@larder/db'
import { DomainError } from '../errors/map.ts'
import type { LocalBytes, PlacedBytes, Placing } from './place.ts'
import { BytesSwept, condemnPlaced, placeBytes } from './place.ts'

/** Being swept takes a pause of a whole grace period between two steps: more than once is no accident. */
const ATTEMPTS = 3

/** One for each, in the same order. */
type Placed<Bytes extends readonly LocalBytes[]> = { [Index in keyof Bytes]: PlacedBytes }

/**
 * Places bytes, and then runs the transaction that refers to each of them with `referTo`, in the order
 * in which they are given. What the transaction refuses is swept at once and not after the grace period.
 * Throws STORAGE_UNAVAILABLE, STORAGE_FULL and whatever `refer` throws.
 */
export async function keepBytes<const Bytes extends readonly LocalBytes[], T>(
  placing: Placing,
  bytes: Bytes,
  refer: (db: Writer, placed: Placed<Bytes>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const placed: PlacedBytes[] = []
    try {
      for (const each of bytes) placed.push(await placeBytes(placing, each))
      return await placing.database.transaction((db) => refer(db, placed as Placed<Bytes>))
    } catch (error) {
      await forget(placing, placed)
      if (!(error instanceof BytesSwept)) throw error
      if (attempt === ATTEMPTS) {
        throw new DomainError('STORAGE_UNAVAILABLE', { retryAfterSeconds: 5 }, error)
      }
    }
  }
}

/** A failure here is no reason to hide the one before it: the grace period ends for these bytes too. */
async function forget({ database }: Placing, placed: readonly PlacedBytes[]): Promise<void> {
  const ids = placed.map(({ blobId }) => blobId)
  if (ids.length === 0) return
  await database.transaction((db) => condemnPlaced(db, ids)).catch(() => {})
}
