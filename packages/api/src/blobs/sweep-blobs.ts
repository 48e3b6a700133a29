import type { Database, Reader } from '@larder/db'
import { locked } from '@larder/db'
import { keyOf } from './blob-store.ts'
import type { Leftover, Sweeping } from './leftover.ts'
import type { Placing } from './place.ts'
import type { SweepFailures } from './sweep-failures.ts'

/** Rows that are held in one transaction. */
const AT_ONCE = 100

interface LeftRow {
  id: number
  hash: string
  size: number
  state: 'placing' | 'stored' | 'condemned'
}

/**
 * Sweeps what nothing refers to, and what never was referred to, since before the grace period began.
 * First the row is condemned and that is committed: from then on nobody can refer to it, and whoever has
 * the same bytes places them anew, under another key. Then the bytes go, and the row last, so that a
 * sweep that is killed anywhere is finished by the next one, as are rows whose bytes cannot be deleted.
 */
export async function* sweepBlobs(
  { database, storage, clock }: Placing,
  { graceMs, dryRun }: Sweeping,
  failures: SweepFailures,
): AsyncGenerator<Leftover> {
  const until = new Date(clock.now().getTime() - graceMs).toISOString()
  for (let after = 0; ; ) {
    const rows = await leftBlobs(database.reader, { until, after })
    for (const row of dryRun ? rows : await condemn(database, rows, until)) {
      const key = keyOf(row)
      if (!dryRun) {
        if (!(await failures.attempt(key, () => storage.blobs.delete(key)))) continue
        await forget(database, row.id)
      }
      yield { kind: kindOf(row), name: key, bytes: row.size }
    }
    if (rows.length < AT_ONCE) return
    after = rows.at(-1)?.id ?? after
  }
}

const kinds = { placing: 'unfinished', stored: 'unreferenced', condemned: 'condemned' } as const

function kindOf({ state }: LeftRow): Leftover['kind'] {
  return kinds[state]
}

/** Counted by its references, and by what really refers: a wrong count alone loses nobody a file. */
function leftBlobs(
  db: Reader,
  { until, after }: { until: string; after: number },
): Promise<LeftRow[]> {
  return db
    .selectFrom('blobs')
    .select(['id', 'hash', 'size', 'state'])
    .where('id', '>', after)
    .where('reference_count', '=', 0)
    .where((eb) => eb.or([eb('since', '<', until), eb('state', '=', 'condemned')]))
    .where((eb) => {
      const file = eb.selectFrom('files').select('blob_id').whereRef('blob_id', '=', 'blobs.id')
      const other = eb.selectFrom('renditions').select('blob_id')
      const rendition = other.whereRef('blob_id', '=', 'blobs.id')
      return eb.not(eb.or([eb.exists(file), eb.exists(rendition)]))
    })
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()
}

/** Answers those of the rows that are condemned now: in use again, they are nobody's to sweep. */
function condemn(database: Database, rows: LeftRow[], until: string): Promise<LeftRow[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return Promise.resolve([])
  return database.transaction(async (db) => {
    const held = db.selectFrom('blobs').select('id').where('id', 'in', ids).orderBy('id')
    await locked(db, held).execute()
    // Whoever writes a row that refers to one of them waits now.
    const [first = 0] = ids
    const left = new Set((await leftBlobs(db, { until, after: first - 1 })).map(({ id }) => id))
    const condemned = rows.filter(({ id }) => left.has(id))
    if (condemned.length === 0) return []
    await db
      .updateTable('blobs')
      .set({ state: 'condemned', stored_hash: null })
      .where(
        'id',
        'in',
        condemned.map(({ id }) => id),
      )
      .execute()
    return condemned
  })
}

async function forget(database: Database, id: number): Promise<void> {
  await database.transaction((db) =>
    db.deleteFrom('blobs').where('id', '=', id).where('state', '=', 'condemned').execute(),
  )
}
