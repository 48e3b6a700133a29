import type { File, Uploader } from '@larder/api'
import { DomainError, uploadBytes } from '@larder/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readNamed } from './named.ts'
import { announcedHash } from './repr-digest.ts'

/** Takes the body of a request as a file, as it is. */
export async function takeRawUpload(
  ctx: Uploader,
  request: FastifyRequest,
  _reply: FastifyReply,
  signal: AbortSignal,
): Promise<File> {
  const named = await readNamed(ctx, request.query)
  refuseParts(request)
  const sha256 = announcedHash(request.headers['repr-digest'])
  const size = announcedSize(request)
  return uploadBytes(ctx, { ...named, size, source: request.raw, sha256, signal })
}

/** A part of a file must never become all of it (RFC 9110, 14.5). */
function refuseParts({ headers }: FastifyRequest): void {
  if (headers['content-range'] === undefined) return
  const message = 'is not taken here: send the whole file, or use a resumable upload'
  throw new DomainError('INVALID_INPUT', { issues: [{ path: 'Content-Range', message }] })
}

/** Null: in pieces, until the last one. Without any announcement there is no body. */
function announcedSize({ headers }: FastifyRequest): number | null {
  return headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : null
}
