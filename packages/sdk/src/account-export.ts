import type { CallOptions } from './calls.ts'
import { reaching, responseOf } from './transport/exchange.ts'
import { refusalIn } from './transport/refusal.ts'
import type { Line } from './transport/send.ts'
import { telling } from './transport/telling.ts'

/** Everything of an account as one ZIP, as it comes from the server. */
export interface AccountExport {
  /** What to call the file, such as `larder-7-2026-11-03.zip`. */
  fileName: string
  /**
   * The archive as it comes. It throws a `LarderError` when the connection breaks, so what it ended
   * with is whole. Read either this or `blob`, once.
   */
  stream: ReadableStream<Uint8Array>
  /** Reads all of it, for example to offer it for download. */
  blob(): Promise<Blob>
}

/** Asks for the export of whoever is signed in. It is not repeated by itself. */
export async function exportAccount(
  { server, fetch, headers }: Line,
  { signal }: CallOptions = {},
): Promise<AccountExport> {
  const url = `${server}/account/export`
  const request = { headers: await headers(signal), signal }
  const response = await reaching(url, signal, () => responseOf(fetch, url, request))
  const isZip = response.headers.get('content-type') === 'application/zip'
  if (!isZip || !response.body) throw await refusalIn(url, response, signal)
  const stream = telling(url, response.body, signal)
  const [, fileName = 'larder.zip'] =
    /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
  return {
    fileName,
    stream,
    blob: async () => {
      const bytes = await new Response(stream).arrayBuffer()
      return new Blob([bytes], { type: 'application/zip' })
    },
  }
}
