import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { explainDiskFailure } from '../../blobs/disk-failures.ts'
import { DomainError } from '../../errors/map.ts'
import type { File } from '../schema.ts'
import { replaceByCopy } from './copy-bytes.ts'
import { discardUpload } from './discard-upload.ts'
import { finishUpload } from './finish-upload.ts'
import { HashStates } from './hash-states.ts'
import { incomingPath, removeIncoming } from './incoming.ts'
import { IncomingFile } from './incoming-file.ts'
import type { Lease } from './lease.ts'
import type { NewUpload, Uploader } from './open-upload.ts'
import { openUpload } from './open-upload.ts'
import type { UploadRow } from './queries.ts'
import { reserveMore } from './reserve.ts'

/** An upload that nobody else writes at the moment. */
export interface Held {
  row: UploadRow
  lease: Lease
}

/** What one request brings. */
export interface Piece {
  source: Readable
  signal: AbortSignal
}

const hashes = new HashStates()

/** Begins an upload that goes on over several requests. Throws what `openUpload` throws. */
export async function beginUpload(
  ctx: Uploader,
  upload: Omit<NewUpload, 'resumable'>,
): Promise<UploadRow> {
  const row = await openUpload(ctx, { ...upload, resumable: true })
  try {
    await mkdir(ctx.storage.incoming, { recursive: true })
    await writeFile(incomingPath(ctx.storage, row.id), '', { flag: 'wx' })
    hashes.keep(row.id, { hash: createHash('sha256'), size: 0 })
    return row
  } catch (error) {
    await discardUpload(ctx, row.id)
    throw explainDiskFailure(error)
  }
}

/**
 * Appends what a request brings; answers how many bytes are there now. What came stays when the rest
 * does not. Throws BrokenOff, the reason of the signal or of the lease, INVALID_INPUT when more comes
 * than was announced, FILE_TOO_LARGE, QUOTA_EXCEEDED, STORAGE_FULL and STORAGE_UNAVAILABLE.
 */
export async function appendPiece(ctx: Uploader, held: Held, piece: Piece): Promise<number> {
  const { row, lease } = held
  const file = await openIncoming(ctx, held)
  let reserved = row.reserved_bytes
  try {
    await file.take(piece.source, {
      signal: AbortSignal.any([piece.signal, lease.signal]),
      async allow(size) {
        if (row.size !== null && size > row.size) throw tooMuch(row.size)
        if (size > reserved) reserved = await reserveMore(ctx, row, size)
        lease.check()
      },
    })
    return file.size
  } catch (error) {
    throw explainDiskFailure(error)
  } finally {
    await file.close()
    hashes.keep(row.id, file.hashSoFar)
  }
}

/**
 * Makes a file of an upload that has all its bytes. What can never become one is discarded. Throws what
 * `finishUpload` throws.
 */
export async function finishWhole(ctx: Uploader, held: Held): Promise<File> {
  const { id } = held.row
  const incoming = await openIncoming(ctx, held)
  try {
    const file = await finishUpload(ctx, held.row, await incoming.bytes())
    await removeIncoming(ctx.storage, id)
    return file
  } catch (error) {
    if (isLasting(error)) await discardUpload(ctx, id)
    throw explainDiskFailure(error)
  } finally {
    await incoming.close()
    hashes.forget(id)
  }
}

/** Opens the bytes of a held upload, out of the reach of who may have slept since they had the lease. */
async function openIncoming({ storage }: Uploader, { row, lease }: Held): Promise<IncomingFile> {
  const path = incomingPath(storage, row.id)
  if (lease.isSuspect) {
    hashes.keep(row.id, await replaceByCopy(path))
    lease.clear()
  }
  return IncomingFile.goOn(path, hashes.take(row.id))
}

/** About the bytes, and not about the caller or the moment. */
function isLasting(error: unknown): boolean {
  return (
    error instanceof DomainError &&
    ['UNPROCESSABLE_CONTENT', 'PAYLOAD_TOO_LARGE'].includes(error.code)
  )
}

function tooMuch(size: number): DomainError<'INVALID_INPUT'> {
  const message = `more than the announced ${size} bytes came`
  return new DomainError('INVALID_INPUT', { issues: [{ path: '', message }] })
}
