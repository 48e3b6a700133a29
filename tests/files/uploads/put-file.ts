import { hash } from 'node:crypto'
import type { RouterOutputs } from '@larder/sdk'
import type { TestServer } from '#harness'

export type StoredFile = RouterOutputs['files']['get']

/** What an upload was answered with. */
export interface UploadAnswer {
  status: number
  headers: Headers
  /** Fails the test when it was refused. */
  file(): StoredFile
  reason(): string | undefined
  message(): string | undefined
}

interface PutOptions {
  secret?: string
  name?: string
  as?: string
  headers?: Record<string, string>
}

/** Uploads with one raw PUT, as curl would. */
export async function putFile(
  { url }: Pick<TestServer, 'url'>,
  body: Uint8Array | string | ReadableStream,
  { secret, name = 'peas.bin', as, headers }: PutOptions,
): Promise<UploadAnswer> {
  const query = new URLSearchParams({ name, ...(as === undefined ? {} : { as }) })
  const response = await fetch(`${url}/files?${query}`, {
    method: 'PUT',
    headers: {
      ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
      ...headers,
    },
    body: body as BodyInit,
    duplex: 'half',
  } as RequestInit)
  return answerOf(response)
}

/** Reads an answer to an upload. */
export async function answerOf(response: Response): Promise<UploadAnswer> {
  const text = await response.text()
  const json = () => JSON.parse(text) as { error?: { message: string; data: { reason: string } } }
  return {
    status: response.status,
    headers: response.headers,
    file() {
      if (response.status >= 300) throw new Error(`Answered ${response.status}: ${text}`)
      return JSON.parse(text) as StoredFile
    },
    reason: () => json().error?.data.reason,
    message: () => json().error?.message,
  }
}

export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes)
}
