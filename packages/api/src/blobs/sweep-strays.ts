import type { Reader } from '@larder/db'
import type { StoredObject } from './blob-store.ts'
import { rowOf } from './blob-store.ts'
import type { Leftover, Sweeping } from './leftover.ts'
import type { Placing } from './place.ts'
import type { SweepFailures } from './sweep-failures.ts'

/** Objects whose rows are looked up at once. */
const AT_ONCE = 200

/**
 * Sweeps what lies in the store and is in no row. A row is there before its bytes and goes after them, so
 * whatever is listed first and then found without a row is not on its way in. Keys of another form than
 * ours are left alone.
 */
export async function* sweepStrays(
  { database, storage }: Placing,
  { dryRun }: Pick<Sweeping, 'dryRun'>,
  failures: SweepFailures,
): AsyncGenerator<Leftover> {
  for await (const objects of batches(storage.blobs.list())) {
    for (const { key, size } of await withoutRow(database.reader, objects)) {
      if (!dryRun && !(await failures.attempt(key, () => storage.blobs.delete(key)))) continue
      yield { kind: 'stray', name: key, bytes: size }
    }
  }
}

async function withoutRow(db: Reader, objects: StoredObject[]): Promise<StoredObject[]> {
  const ids = objects.flatMap(({ key }) => rowOf(key)?.id ?? [])
  if (ids.length === 0) return []
  const rows = await db.selectFrom('blobs').select(['id', 'hash']).where('id', 'in', ids).execute()
  const known = new Map(rows.map(({ id, hash }) => [id, hash]))
  return objects.filter(({ key }) => {
    const row = rowOf(key)
    return row !== undefined && known.get(row.id) !== row.hash
  })
}

async function* batches(objects: AsyncIterable<StoredObject>): AsyncGenerator<StoredObject[]> {
  let batch: StoredObject[] = []
  for await (const each of objects) {
    batch.push(each)
    if (batch.length < AT_ONCE) continue
    yield batch
    batch = []
  }
  yield batch
}
