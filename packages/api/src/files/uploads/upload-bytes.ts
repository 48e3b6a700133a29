import type { Readable } from 'node:stream'
import { explainDiskFailure } from '../../blobs/disk-failures.ts'
import type { LocalBytes } from '../../blobs/place.ts'
import { DomainError } from '../../errors/map.ts'
import type { File } from '../schema.ts'
import { discardUpload } from './discard-upload.ts'
import { finishUpload } from './finish-upload.ts'
import { incomingPath, removeIncoming } from './incoming.ts'
import { IncomingFile } from './incoming-file.ts'
import { keepOpen } from './keep-open.ts'
import type { NewUpload, Uploader } from './open-upload.ts'
import { openUpload } from './open-upload.ts'
import { missingUpload, ownUpload } from './own-upload.ts'
import { BrokenOff, pump } from './pump.ts'
import type { UploadRow } from './queries.ts'
import { reserveMore } from './reserve.ts'
import { fileBefore, StoredBefore, uploadClaim } from './upload-once.ts'

export interface UploadedBytes extends Omit<NewUpload, 'resumable'> {
  source: Readable
  /** SHA-256 that the bytes must have, hexadecimal. */
  sha256?: string | undefined
  /** Breaks it off, with what to answer. */
  signal: AbortSignal
  /** Called after the last byte: throws when they are not all of it. */
  complete?: () => Promise<void> | void
}

/**
 * Takes a file from one stream, once for an idempotency key: a repeat is answered the same file, and its
 * bytes are kept nowhere. Whatever goes wrong, nothing is kept. Throws what `openUpload` and
 * `finishUpload` throw, FILE_INCOMPLETE, HASH_MISMATCH, IDEMPOTENCY_KEY_INVALID and the reason of the
 * signal.
 */
export async function uploadBytes(ctx: Uploader, upload: UploadedBytes): Promise<File> {
  const claim = uploadClaim(ctx, upload)
  const stored = claim && (await fileBefore(ctx, claim))
  if (stored) {
    // Whoever sends bytes may not listen before the last of them.
    await passOver(upload)
    return stored
  }
  const row = await openUpload(ctx, { ...upload, resumable: false })
  const open = keepOpen(ctx, row)
  try {
    const signal = AbortSignal.any([upload.signal, open.signal])
    const bytes = await receive(ctx, row, { ...upload, signal })
    await upload.complete?.()
    requireHash(bytes, upload.sha256)
    const file = await finishUpload(ctx, row, bytes, claim)
    // It is a file now. What stays here all the same is swept.
    await removeIncoming(ctx.storage, row.id).catch(() => undefined)
    return file
  } catch (error) {
    const why = (await isCancelled(ctx, row)) ? missingUpload(row.id) : explainDiskFailure(error)
    // Should that fail, it is over soon, and is swept.
    await discardUpload(ctx, row.id).catch(() => undefined)
    if (error instanceof StoredBefore) return error.file
    throw why
  } finally {
    open.stop()
  }
}

async function passOver({ source, signal, complete }: UploadedBytes): Promise<void> {
  try {
    await pump(source, signal, async () => {})
    await complete?.()
  } catch (error) {
    // Nobody is there to be told.
    if (!(error instanceof BrokenOff)) throw error
  }
}

async function receive(
  ctx: Uploader,
  row: UploadRow,
  { source, signal }: UploadedBytes,
): Promise<LocalBytes> {
  const file = await IncomingFile.create(incomingPath(ctx.storage, row.id))
  let reserved = row.reserved_bytes
  try {
    await file.take(source, {
      signal,
      async allow(size) {
        if (size > reserved) reserved = await reserveMore(ctx, row, size)
      },
    })
  } catch (error) {
    throw error instanceof BrokenOff ? incomplete(row, file.size) : error
  } finally {
    await file.close()
  }
  if (row.size !== null && file.size !== row.size) throw incomplete(row, file.size)
  return await file.bytes()
}

/** Bytes whose upload was cancelled may be gone in the middle of anything. */
async function isCancelled(ctx: Uploader, { id }: UploadRow): Promise<boolean> {
  const found = ownUpload(ctx, id).then((row) => row !== undefined)
  return !(await found.catch(() => true))
}

function requireHash({ hash: actual }: LocalBytes, expected: string | undefined): void {
  if (expected === undefined || expected === actual) return
  throw new DomainError('HASH_MISMATCH', { expected, actual })
}

/** Of a size that was not announced nobody knows how much is missing. */
function incomplete({ size }: UploadRow, receivedBytes: number): DomainError<'FILE_INCOMPLETE'> {
  const expectedBytes = size ?? receivedBytes + 1
  return new DomainError('FILE_INCOMPLETE', { expectedBytes, receivedBytes })
}
