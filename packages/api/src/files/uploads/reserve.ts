import { holdAccount } from '../../accounts/queries.ts'
import { DomainError } from '../../errors/map.ts'
import type { Uploader } from './open-upload.ts'
import { missingUpload } from './own-upload.ts'
import type { UploadRow } from './queries.ts'
import { holdUpload } from './queries.ts'
import { freeBytes, quotaExceeded } from './quota.ts'

/** Bytes that an upload without an announced size reserves at least, and at most, beyond what it has. */
const LEAST_BYTES = 1_024 ** 2
const MOST_BYTES = 256 * 1_024 ** 2

type Place = Pick<UploadRow, 'id' | 'account_id'>

/** What becomes of the row of an upload that may have the bytes it needs. */
interface Reserved {
  size?: number
  reserved_bytes: number
}

/**
 * Announces how many bytes an upload has in all, where that was not known when it was begun. Throws
 * FILE_TOO_LARGE, QUOTA_EXCEEDED and NOT_FOUND.
 */
export async function announceSize(ctx: Uploader, upload: Place, size: number): Promise<void> {
  await reserve(ctx, upload, size, () => ({ size, reserved_bytes: size }))
}

/**
 * Keeps more bytes free for an upload whose size was not announced: a quarter each time, as far as
 * there are any, so that it seldom asks and keeps little from others. Answers how many it may have now.
 * Throws FILE_TOO_LARGE, QUOTA_EXCEEDED and NOT_FOUND.
 */
export function reserveMore(ctx: Uploader, upload: Place, neededBytes: number): Promise<number> {
  return reserve(ctx, upload, neededBytes, ({ reserved_bytes: former }, free) => {
    const step = Math.min(Math.max(Math.ceil(former / 4), LEAST_BYTES), MOST_BYTES)
    const wanted = Math.max(neededBytes, former + step)
    return { reserved_bytes: Math.min(wanted, free, ctx.limits.fileSize) }
  })
}

/** Reserves what `reservedOf` says, if there is room for what is needed. Answers how many bytes that are. */
async function reserve(
  ctx: Uploader,
  { id, account_id: accountId }: Place,
  neededBytes: number,
  reservedOf: (upload: UploadRow, free: number) => Reserved,
): Promise<number> {
  const limitBytes = ctx.limits.fileSize
  if (neededBytes > limitBytes) throw new DomainError('FILE_TOO_LARGE', { limitBytes })
  return ctx.database.transaction(async (db) => {
    await holdAccount(db, accountId)
    const upload = await holdUpload(db, id, ctx.clock.now())
    if (!upload) throw missingUpload(id)
    const free = await freeBytes(db, ctx, { accountId, exceptUpload: id })
    if (neededBytes > free) throw quotaExceeded(ctx, { neededBytes, free })
    const reserved = reservedOf(upload, free)
    await db.updateTable('uploads').set(reserved).where('id', '=', id).execute()
    return reserved.reserved_bytes
  })
}
