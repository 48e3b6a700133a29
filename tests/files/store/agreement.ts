import { createHash } from 'node:crypto'
import { keyOf } from '@larder/api/src/blobs/blob-store.ts'
import type { Storage } from '@larder/api/src/blobs/storage.ts'
import type { Database } from '@larder/db'

/** What a reference says, and what lies where it leads. */
interface Place {
  database: Database
  storage: Storage
}

/** Everything in which rows, counters and bytes do not agree, in sentences. Nothing: []. */
export async function disagreements({ database, storage }: Place): Promise<string[]> {
  const { reader } = database
  const found: string[] = []
  const blobs = new Map(
    (await reader.selectFrom('blobs').selectAll().execute()).map((row) => [row.id, row]),
  )
  const files = await reader.selectFrom('files').selectAll().execute()
  const renditions = await reader.selectFrom('renditions').selectAll().execute()
  const references = Map.groupBy([...files, ...renditions], ({ blob_id }) => blob_id)
  for (const id of references.keys()) {
    const blob = blobs.get(id)
    if (blob?.state !== 'stored') found.push(`blob ${id} is in use, and ${blob?.state ?? 'gone'}`)
    else if ((await hashOf(storage, keyOf(blob))) !== blob.hash)
      found.push(`the bytes of blob ${id} are gone or others`)
  }
  for (const { id, reference_count: count } of blobs.values()) {
    const real = references.get(id)?.length ?? 0
    if (count !== real) found.push(`blob ${id} counts ${count} references and has ${real}`)
  }
  for (const { id, stored_bytes: counted } of await reader
    .selectFrom('accounts')
    .select(['id', 'stored_bytes'])
    .execute()) {
    const own = files.filter((file) => file.account_id === id)
    const real = own.reduce((sum, { counted_bytes }) => sum + counted_bytes, 0)
    if (counted !== real) found.push(`account ${id} counts ${counted} bytes and has ${real}`)
  }
  return found
}

/** Rows and objects that nothing refers to. */
export async function leftBehind({ database, storage }: Place): Promise<string[]> {
  const rows = await database.reader.selectFrom('blobs').selectAll().execute()
  const used = rows.filter(({ reference_count: count }) => count > 0)
  const keys = new Set(used.map(keyOf))
  const left = rows.filter((row) => !used.includes(row)).map(({ id }) => `the row of blob ${id}`)
  for await (const { key } of storage.blobs.list()) if (!keys.has(key)) left.push(key)
  return left
}

async function hashOf({ blobs }: Storage, key: string): Promise<string> {
  try {
    const hash = createHash('sha256')
    for await (const piece of await blobs.open(key)) hash.update(piece)
    return hash.digest('hex')
  } catch (error) {
    return String(error)
  }
}
