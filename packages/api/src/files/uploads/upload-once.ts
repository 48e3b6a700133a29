import type { Writer } from '@larder/db'
import type { Claim } from '../../procedures/idempotency.ts'
import { answerOf, claimOf, claimOrReplay, storeAnswer } from '../../procedures/idempotency.ts'
import { fileFromUpload, shownFile } from '../queries.ts'
import type { File } from '../schema.ts'
import type { NewUpload, Uploader } from './open-upload.ts'

/** Another request with the same idempotency key has stored the file meanwhile. */
export class StoredBefore extends Error {
  override readonly name = 'StoredBefore'
  readonly file: File

  constructor(file: File) {
    super('The file was stored by another request with the same idempotency key.')
    this.file = file
  }
}

/**
 * What an upload claims with its idempotency key: what is said of the bytes, for these come later.
 * Undefined: it has none. Throws IDEMPOTENCY_KEY_INVALID.
 */
export function uploadClaim(
  ctx: Uploader,
  {
    name,
    kind,
    purpose,
    size,
    sha256,
  }: Omit<NewUpload, 'resumable'> & { sha256?: string | undefined },
): Claim | undefined {
  const key = ctx.request.idempotencyKey
  if (key === undefined) return undefined
  return claimOf(ctx, 'files.upload', { key, input: [name, kind, purpose, size, sha256] })
}

/** The file that was stored under a key. Throws IDEMPOTENCY_KEY_REUSED. */
export async function fileBefore({ database }: Uploader, claim: Claim): Promise<File | undefined> {
  const stored = await answerOf(database.reader, claim)
  return stored === undefined ? undefined : (JSON.parse(stored) as File)
}

/**
 * Claims the key in the transaction that writes the file, which the account is held for: a claim that was
 * made before the bytes came would outlast a server that is killed. Throws StoredBefore and
 * IDEMPOTENCY_KEY_REUSED.
 */
export async function claimUpload(db: Writer, claim: Claim): Promise<void> {
  const stored = await claimOrReplay(db, claim)
  if (stored !== undefined) throw new StoredBefore(JSON.parse(stored) as File)
}

/** Stores the file that an upload has just become as the answer to its key. */
export async function storeUpload(db: Writer, claim: Claim, uploadId: string): Promise<void> {
  const row = await fileFromUpload(db, uploadId)
  if (!row) throw new Error('An upload that was stored has no file.')
  await storeAnswer(db, { ...claim, response: JSON.stringify(await shownFile(db, row)) })
}
