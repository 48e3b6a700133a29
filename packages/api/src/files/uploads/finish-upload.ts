import { admit } from '../../access/admit.ts'
import { identify } from '../../access/credential.ts'
import { keepBytes } from '../../blobs/keep-bytes.ts'
import type { LocalBytes } from '../../blobs/place.ts'
import { DomainError } from '../../errors/map.ts'
import type { Claim } from '../../procedures/idempotency.ts'
import { fileFromUpload, shownFiles } from '../queries.ts'
import type { File } from '../schema.ts'
import { keptContent } from './kept-content.ts'
import type { Uploader } from './open-upload.ts'
import { missingUpload } from './own-upload.ts'
import type { UploadRow } from './queries.ts'
import { storeFile } from './store-file.ts'

/** Who may upload: with an access token that reaches as far. */
export const UPLOADING = { audience: 'signed in', scope: 'files:write' } as const

/**
 * Makes a file of an upload whose bytes are all here; asked again, it answers the same file. What lies
 * on the local disk stays there. Throws FILE_EMPTY, PICTURE_REFUSED, QUOTA_EXCEEDED, STORAGE_UNAVAILABLE,
 * STORAGE_FULL, NOT_FOUND when the upload was cancelled, why the caller may not upload any more, and
 * StoredBefore and IDEMPOTENCY_KEY_REUSED when somebody else was quicker with the same idempotency key.
 */
export async function finishUpload(
  ctx: Uploader,
  upload: UploadRow,
  bytes: LocalBytes,
  claim?: Claim,
): Promise<File> {
  if (bytes.size === 0) throw new DomainError('FILE_EMPTY', {})
  const kept = await keptContent(ctx.storage, upload, bytes)
  await readmit(ctx)
  const bytesOfAll = [kept.main, ...kept.renditions] as const
  await keepBytes(ctx, bytesOfAll, (db, [placedMain, ...placedRenditions]) =>
    storeFile(db, ctx, upload.id, { ...kept, placedMain, placedRenditions }, claim),
  )
  const file = await fileOfUpload(ctx, upload.id)
  if (!file) throw missingUpload(upload.id)
  return file
}

/** The file that an upload of the caller became; undefined while it has not. */
export async function fileOfUpload(ctx: Uploader, uploadId: string): Promise<File | undefined> {
  const { reader } = ctx.database
  const row = await fileFromUpload(reader, uploadId)
  if (row?.account_id !== ctx.actor.accountId) return undefined
  const [file] = await shownFiles(reader, [row])
  return file
}

/** Looks once more whether the caller may do this: sending the bytes may have taken hours. */
async function readmit({ database, request, clock }: Uploader): Promise<void> {
  const credential = await identify(database, request.authorization, clock.now())
  admit({ credential }, UPLOADING)
}
