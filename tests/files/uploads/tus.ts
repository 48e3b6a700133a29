import type { TestServer } from '#harness'
import type { UploadAnswer } from './put-file.ts'
import { answerOf } from './put-file.ts'

interface TusOptions {
  secret: string
  headers?: Record<string, string>
}

type Server = Pick<TestServer, 'url'>

/** Begins an upload over several requests; `location` in the answer says where. */
export async function begin(
  { url }: Server,
  size: number | null,
  { name = 'peas.bin', as, ...options }: TusOptions & { name?: string; as?: string },
): Promise<UploadAnswer> {
  const metadata = Object.entries({ filename: name, ...(as === undefined ? {} : { as }) })
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
  const length = size === null ? { 'upload-defer-length': '1' } : { 'upload-length': String(size) }
  return send(`${url}/files/uploads`, 'POST', {
    ...options,
    headers: { 'upload-metadata': metadata, ...length, ...options.headers },
  })
}

/** Where an upload that was begun is. */
export function placeOf({ url }: Server, begun: UploadAnswer): string {
  return url + (begun.headers.get('location') ?? '/nowhere')
}

/** Sends bytes of an upload. */
export function patch(
  place: string,
  offset: number,
  body: Uint8Array | ReadableStream,
  { secret, headers }: TusOptions,
): Promise<UploadAnswer> {
  return send(place, 'PATCH', {
    secret,
    headers: {
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      ...headers,
    },
    body,
  })
}

/** How far an upload is: HEAD. */
export async function progress(place: string, options: TusOptions) {
  const answer = await send(place, 'HEAD', options)
  const number = (name: string) => Number(answer.headers.get(name) ?? Number.NaN)
  return {
    status: answer.status,
    offset: number('upload-offset'),
    length: number('upload-length'),
    fileId: number('larder-file'),
    headers: answer.headers,
  }
}

/** One request of the protocol. */
export async function send(
  place: string,
  method: string,
  {
    secret,
    headers,
    body,
    signal,
  }: TusOptions & { body?: Uint8Array | ReadableStream; signal?: AbortSignal },
): Promise<UploadAnswer> {
  const response = await fetch(place, {
    method,
    headers: { 'tus-resumable': '1.0.0', authorization: `Bearer ${secret}`, ...headers },
    body: (body as BodyInit | undefined) ?? null,
    duplex: 'half',
    signal: signal ?? null,
  } as RequestInit)
  return answerOf(response)
}
