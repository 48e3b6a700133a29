import type { Uploader } from '@larder/api'
import { beginUpload, DomainError } from '@larder/api'
import { Server } from '@tus/server'
import { readNamed } from '../named.ts'
import { carriedNow } from './carried.ts'
import { uploadLocker } from './upload-locker.ts'
import { UploadStore } from './upload-store.ts'

export const UPLOADS_PATH = '/files/uploads'

/** The protocol tus 1.0.0. It is loaded when somebody speaks it first. */
export const protocol = new Server({
  path: UPLOADS_PATH,
  relativeLocation: true,
  datastore: new UploadStore(),
  locker: uploadLocker,
  // The server knows by itself whom it allows in.
  allowedOrigins: () => false,
  async namingFunction(request, metadata) {
    const now = carriedNow()
    now.begun = await begin(now.ctx, request.headers.get('upload-length'), metadata)
    return now.begun.id
  },
  async onUploadFinish() {
    const { file, request } = carriedNow()
    if (!file) throw new Error('An upload is complete and became no file.')
    return {
      status_code: request.method === 'POST' ? 201 : 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(file),
    }
  },
  onResponseError(_request, error) {
    carriedNow().failure = error
    return undefined
  },
})

async function begin(ctx: Uploader, length: string | null, metadata: Metadata | undefined) {
  const { filename, name = filename, as, video } = metadata ?? {}
  const named = await readNamed(ctx, {
    name: name ?? undefined,
    as: as ?? undefined,
    video: video ?? undefined,
  })
  const size = length === null ? null : Number(length)
  if (size !== null && !Number.isSafeInteger(size)) throw new DomainError('FILE_EMPTY', {})
  return beginUpload(ctx, { ...named, size })
}

type Metadata = Record<string, string | null>
