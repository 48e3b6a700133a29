import type { Writer } from '@larder/db'
import { holdAccount } from '../../accounts/queries.ts'
import type { PlacedBytes } from '../../blobs/place.ts'
import { referTo } from '../../blobs/place.ts'
import { recorder } from '../../event-log/record.ts'
import type { Claim } from '../../procedures/idempotency.ts'
import { FileStored, fileStream } from '../events.ts'
import type { KeptContent } from './kept-content.ts'
import type { Uploader } from './open-upload.ts'
import { missingUpload } from './own-upload.ts'
import { holdUpload } from './queries.ts'
import { freeBytes, quotaExceeded } from './quota.ts'
import { claimUpload, storeUpload } from './upload-once.ts'

/** Content whose bytes lie in the store. */
export interface PlacedContent extends KeptContent {
  placedMain: PlacedBytes
  /** In the order of `renditions`. */
  placedRenditions: PlacedBytes[]
}

/**
 * Writes the rows of a file in place of those of its upload, in one transaction; answers its id. Throws
 * NOT_FOUND when the upload is over, QUOTA_EXCEEDED, BytesSwept, and with a claim StoredBefore.
 */
export async function storeFile(
  db: Writer,
  ctx: Uploader,
  uploadId: string,
  content: PlacedContent,
  claim?: Claim,
): Promise<number> {
  const { accountId } = ctx.actor
  const now = ctx.clock.now()
  await holdAccount(db, accountId)
  if (claim) await claimUpload(db, claim)
  const upload = await holdUpload(db, uploadId, now)
  if (!upload) throw missingUpload(uploadId)
  const free = await freeBytes(db, ctx, { accountId, exceptUpload: uploadId })
  const { kind, mediaType, countedBytes } = content
  if (countedBytes > free) throw quotaExceeded(ctx, { neededBytes: countedBytes, free })
  const { size } = content.main
  const { insertId } = await db
    .insertInto('files')
    .values({
      account_id: accountId,
      organisation_id: null,
      blob_id: await referTo(db, content.placedMain, now),
      name: upload.name,
      kind,
      media_type: mediaType,
      size,
      counted_bytes: countedBytes,
      width: content.width,
      height: content.height,
      audience: 'owner',
      upload_id: uploadId,
      picture_of_account_id: null,
      picture_of_organisation_id: null,
      created_at: now.toISOString(),
    })
    .executeTakeFirstOrThrow()
  const id = Number(insertId)
  await storeRenditions(db, id, content, now)
  await db
    .updateTable('accounts')
    .set((eb) => ({ stored_bytes: eb('stored_bytes', '+', countedBytes) }))
    .where('id', '=', accountId)
    .execute()
  await db.deleteFrom('uploads').where('id', '=', uploadId).execute()
  const stored = FileStored({ fileId: id, kind, mediaType, size, purpose: upload.purpose })
  await recorder(db, ctx)(fileStream({ id, accountId, organisationId: null }), stored)
  if (claim) await storeUpload(db, claim, uploadId)
  return id
}

async function storeRenditions(
  db: Writer,
  fileId: number,
  { renditions, placedRenditions }: PlacedContent,
  now: Date,
): Promise<void> {
  for (const [index, { label, mediaType, size, width, height }] of renditions.entries()) {
    const placed = placedRenditions[index]
    if (!placed) throw new Error(`The rendition ${label} was not placed.`)
    await db
      .insertInto('renditions')
      .values({
        file_id: fileId,
        label,
        blob_id: await referTo(db, placed, now),
        media_type: mediaType,
        size,
        width,
        height,
      })
      .execute()
  }
}
