import type { File, Uploader } from '@larder/api'
import { DomainError, uploadBytes } from '@larder/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FormParts } from './form-parts.ts'
import { formParts } from './form-parts.ts'
import { readNamed } from './named.ts'

/** What a form has around its file, at most: boundaries, headers and fields. */
const MOST_AROUND_BYTES = 65_536

/** Takes the one file of a form (multipart/form-data). What it is called stands in a field before it. */
export async function takeForm(
  ctx: Uploader,
  request: FastifyRequest,
  reply: FastifyReply,
  signal: AbortSignal,
): Promise<File> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? '')) {
    throw refusal('send a form (multipart/form-data), or use PUT for a plain body')
  }
  const parts = await formParts(request.raw, reply.raw)
  try {
    return await takeFile(ctx, request, parts, signal)
  } catch (error) {
    // The parser stands still, and the rest is nobody's any more.
    request.raw.unpipe()
    request.raw.resume()
    throw error
  }
}

async function takeFile(
  ctx: Uploader,
  request: FastifyRequest,
  parts: FormParts,
  signal: AbortSignal,
): Promise<File> {
  const fields: Record<string, unknown> = { ...(request.query as object) }
  for (;;) {
    const part = await nextPart(parts)
    if (!part) throw refusal('the form has no file')
    if (part.type === 'field') {
      if (part.fieldnameTruncated || part.valueTruncated) throw refusal('a field is too long')
      fields[part.fieldname] = part.value
      continue
    }
    const { file: source, filename } = part
    return uploadBytes(ctx, {
      ...(await readNamed(ctx, { name: filename, ...fields })),
      size: null,
      leastBytes: Number(request.headers['content-length'] ?? 0) - MOST_AROUND_BYTES,
      source,
      signal,
      async complete() {
        if (source.truncated) throw refusal('the file was cut off')
        if (await nextPart(parts))
          throw refusal('the file must be the last part, and the only file')
      },
    })
  }
}

async function nextPart(parts: FormParts) {
  try {
    const { value, done } = await parts.next()
    return done ? undefined : value
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : 'it cannot be read')
  }
}

function refusal(message: string): DomainError<'INVALID_INPUT'> {
  return new DomainError('INVALID_INPUT', { issues: [{ path: 'form', message }] })
}
