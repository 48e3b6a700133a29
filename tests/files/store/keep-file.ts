import { createHash, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { holdAccount } from '@larder/api/src/accounts/queries.ts'
import { keepBytes } from '@larder/api/src/blobs/keep-bytes.ts'
import type { LocalBytes, Placing } from '@larder/api/src/blobs/place.ts'
import { referTo } from '@larder/api/src/blobs/place.ts'
import { deleteRows } from '@larder/api/src/files/delete-rows.ts'
import { holdFile } from '@larder/api/src/files/queries.ts'
import type { Tables } from '@larder/db'
import type { Insertable } from 'kysely'

/** What a file may be apart from its bytes. Who says nothing keeps one that is nobody's. */
export type FileFacts = Partial<
  Omit<Insertable<Tables['files']>, 'blob_id' | 'size' | 'counted_bytes'>
>

/** Writes bytes to a local file, as an upload does. */
export async function localBytes(
  { storage }: Pick<Placing, 'storage'>,
  bytes: Uint8Array,
): Promise<LocalBytes> {
  await mkdir(storage.incoming, { recursive: true })
  const path = join(storage.incoming, randomUUID().replaceAll('-', ''))
  await writeFile(path, bytes)
  return { path, hash: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
}

/**
 * Makes a file of local bytes, with a rendition of each beside the first, as `placing` lets it. Answers
 * its id.
 */
export function keepFile(
  placing: Placing,
  facts: FileFacts,
  bytes: readonly LocalBytes[],
  labels: readonly string[] = [],
): Promise<number> {
  const now = placing.clock.now()
  const counted_bytes = bytes.reduce((sum, { size }) => sum + size, 0)
  const [size = 0, ...sizes] = bytes.map((each) => each.size)
  return keepBytes(placing, bytes, async (db, placed) => {
    if (facts.account_id) await holdAccount(db, facts.account_id)
    const blobs: number[] = []
    for (const each of placed) blobs.push(await referTo(db, each, now))
    const [blob_id = 0, ...others] = blobs
    const { insertId } = await db
      .insertInto('files')
      .values({
        account_id: null,
        organisation_id: null,
        name: 'any name',
        kind: 'file',
        media_type: 'application/octet-stream',
        width: null,
        height: null,
        audience: 'owner',
        upload_id: null,
        picture_of_account_id: null,
        picture_of_organisation_id: null,
        created_at: now.toISOString(),
        ...facts,
        ...{ blob_id, size, counted_bytes },
      })
      .executeTakeFirstOrThrow()
    const file_id = Number(insertId)
    for (const [index, blob_id] of others.entries()) {
      const label = labels[index] ?? `r${index}`
      const rendition = { file_id, label, blob_id, media_type: 'image/webp', width: 1, height: 1 }
      await db
        .insertInto('renditions')
        .values({ ...rendition, size: sizes[index] ?? 0 })
        .execute()
    }
    if (facts.account_id) {
      await db
        .updateTable('accounts')
        .set((eb) => ({ stored_bytes: eb('stored_bytes', '+', counted_bytes) }))
        .where('id', '=', facts.account_id)
        .execute()
    }
    return file_id
  })
}

/** Deletes a file that may be gone already. */
export async function dropFile({ database, clock }: Placing, id: number): Promise<void> {
  await database.transaction(async (db) => {
    const file = await holdFile(db, id)
    if (file) await deleteRows(db, file, clock.now())
  })
}
