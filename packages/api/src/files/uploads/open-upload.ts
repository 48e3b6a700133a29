import type { Actor } from '../../access/credential.ts'
import { holdAccount } from '../../accounts/queries.ts'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import type { FileKind } from '../schema.ts'
import { expiryOf } from './expiry.ts'
import type { UploadRow } from './queries.ts'
import { uploadsOf } from './queries.ts'
import { freeBytes, quotaExceeded } from './quota.ts'
import { newUploadId } from './upload-id.ts'

/** Who uploads, on which services. */
export type Uploader = RequestContext & { actor: Actor }

export interface NewUpload {
  name: string
  /** `any`: a picture if the bytes are one, a file else. */
  kind: FileKind | 'any'
  /** What it is for, such as `video-7`; left out: itself. */
  purpose?: string | null
  /** Announced bytes; null: not known before the end. */
  size: number | null
  /** Bytes that will come at least, where it is not known how many. */
  leastBytes?: number
  /** Whether it can be gone on with in another request. */
  resumable: boolean
}

/**
 * Decides whether an upload may begin, before any of its bytes are taken, and keeps its bytes free on
 * the quota. Throws FILE_EMPTY, FILE_TOO_LARGE, UPLOAD_LIMIT_REACHED and QUOTA_EXCEEDED.
 */
export async function openUpload(ctx: Uploader, upload: NewUpload): Promise<UploadRow> {
  const { name, kind, size, leastBytes = 1, resumable, purpose = null } = upload
  requireSize(ctx, size ?? Math.max(leastBytes, 1))
  const { accountId } = ctx.actor
  const now = ctx.clock.now()
  const row: UploadRow = {
    id: newUploadId(resumable ? (size ?? 0) : undefined),
    account_id: accountId,
    name,
    kind,
    purpose,
    size,
    reserved_bytes: size ?? 0,
    created_at: now.toISOString(),
    expires_at: expiryOf({ resumable }, now),
    locked_by: null,
    locked_until: null,
  }
  await ctx.database.transaction(async (db) => {
    await holdAccount(db, accountId)
    const limit = ctx.limits.uploadsPerAccount
    const unfinished = await uploadsOf(db, accountId, now)
    if (unfinished.length >= limit) throw new DomainError('UPLOAD_LIMIT_REACHED', { limit })
    const free = await freeBytes(db, ctx, { accountId })
    const neededBytes = size ?? Math.max(leastBytes, 1)
    if (neededBytes > free) throw quotaExceeded(ctx, { neededBytes, free })
    await db.insertInto('uploads').values(row).execute()
  })
  return row
}

function requireSize({ limits }: Uploader, size: number): void {
  if (size === 0) throw new DomainError('FILE_EMPTY', {})
  if (size > limits.fileSize) {
    throw new DomainError('FILE_TOO_LARGE', { limitBytes: limits.fileSize })
  }
}
