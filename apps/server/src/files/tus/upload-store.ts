import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { File } from '@larder/api'
import {
  announceSize,
  appendPiece,
  discardUpload,
  finishWhole,
  missingUpload,
  receivedBytes,
  sizeInId,
} from '@larder/api'
import { DataStore, Upload } from '@tus/server'
import { tusExtensions } from './abilities.ts'
import { carriedNow } from './carried.ts'

/** Uploads as the protocol sees them. Who asks, and under which lease, comes with the request. */
export class UploadStore extends DataStore {
  override extensions = tusExtensions

  /** Its row and its empty file are there already: that gave it its name. */
  override async create(upload: Upload): Promise<Upload> {
    return upload
  }

  /** How far an upload is. One that has all its bytes becomes a file, however it was interrupted. */
  override async getUpload(id: string): Promise<Upload> {
    const now = carriedNow()
    if (now.file) {
      const upload = finished(id, now.file)
      now.offset = upload.offset
      return upload
    }
    if (!now.held) throw missingUpload(id)
    const { row } = now.held
    const offset = await receivedBytes(now.ctx.storage, id)
    now.offset = offset
    if (offset === row.size && bringsNothing(now.request)) {
      const file = await finishWhole(now.ctx, now.held)
      now.file = file
      return finished(id, file)
    }
    const { name, kind, size, created_at: creation_date } = row
    const metadata = { filename: name, ...(kind === 'any' ? {} : { as: kind }) }
    return new Upload({ id, offset, metadata, creation_date, ...(size === null ? {} : { size }) })
  }

  override async declareUploadLength(id: string, size: number): Promise<void> {
    const { ctx, held } = carriedNow()
    if (!held) throw missingUpload(id)
    await announceSize(ctx, held.row, size)
    Object.assign(held.row, { size, reserved_bytes: size })
  }

  /** Takes the bytes from the request itself: on the way to here they would be copied several times. */
  override async write(onTheWay: Readable, id: string, offset: number): Promise<number> {
    onTheWay.resume()
    const now = carriedNow()
    if (now.file) return offset
    if (!now.held) throw missingUpload(id)
    const { ctx, held, request: source, signal } = now
    const reached = await appendPiece(ctx, held, { source, signal })
    if (reached === held.row.size) now.file = await finishWhole(ctx, held)
    return reached
  }

  override async remove(id: string): Promise<void> {
    const { ctx, held } = carriedNow()
    if (!held) throw missingUpload(id)
    await discardUpload(ctx, id)
  }
}

function finished(id: string, { size: kept, name: filename }: File): Upload {
  const size = sizeInId(id) ?? kept
  return new Upload({ id, size, offset: size, metadata: { filename } })
}

/** Asks about an upload, or sends no bytes to one. */
function bringsNothing({ method, headers }: IncomingMessage): boolean {
  return method === 'HEAD' || (method === 'PATCH' && headers['content-length'] === '0')
}
