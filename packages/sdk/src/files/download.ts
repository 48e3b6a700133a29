import type { CallOptions } from '../calls.ts'
import type { Answered } from '../transport/exchange.ts'
import { reaching, responseOf } from '../transport/exchange.ts'
import { refusalIn } from '../transport/refusal.ts'
import type { Line } from '../transport/send.ts'
import { telling } from '../transport/telling.ts'
import { fileNameIn } from './file-name.ts'

export interface RangeOptions extends CallOptions {
  /** Only the bytes from `start` to `end`, both included; `end` is the last one if left out. */
  range?: { start: number; end?: number | undefined } | undefined
  /** With a range: only if the bytes still have this `etag`, otherwise all of the new ones come. */
  ifRange?: string | undefined
}

export interface DownloadOptions extends RangeOptions {
  /** The label of one of a picture's other sizes, such as "thumbnail". */
  rendition?: string | undefined
}

/** A file as it comes from the server. */
export interface Download {
  /** What its owner calls it. It is not made harmless for any file system. */
  fileName: string
  mediaType: string
  /** Bytes of the whole file, also when a range was asked for. */
  size: number
  /** What comes, when it is not all of it. */
  range: { start: number; end: number } | null
  /** Stands for these very bytes; null when the server gave none. */
  etag: string | null
  /**
   * The bytes as they come. It throws a `LarderError` when the connection breaks, so what it ended
   * with is whole. Read either this or `blob`, once.
   */
  stream: ReadableStream<Uint8Array>
  /** Reads all of it, for example to show it. */
  blob(): Promise<Blob>
}

/** Where bytes are on a server, and what they are called when it does not say. */
export interface Place {
  path: string
  fileName: string
}

/** Whatever hands out the bytes of files, such as what `createLarder` makes. */
export interface Downloads {
  files: { download(id: number, options?: DownloadOptions): Promise<Download> }
}

/** Where the bytes of a file are. */
export function placeOfFile(id: number, rendition: string | undefined): Place {
  const label = rendition === undefined ? '' : `/${encodeURIComponent(rendition)}`
  return { path: `/files/${id}${label}`, fileName: `file-${id}` }
}

/** Asks for bytes. Answers as soon as the first of them come. */
export async function downloading(
  { server, fetch, headers }: Line,
  { path, fileName }: Place,
  { range, ifRange, signal }: RangeOptions = {},
): Promise<Download> {
  const url = server + path
  const wanted = {
    ...(range ? { range: `bytes=${range.start}-${range.end ?? ''}` } : {}),
    ...(range && ifRange ? { 'if-range': ifRange } : {}),
  }
  const request = { method: 'GET', headers: { ...(await headers(signal)), ...wanted }, signal }
  const response = await reaching(url, signal, () => responseOf(fetch, url, request))
  const size = sizeIn(response)
  if (
    (response.status !== 200 && response.status !== 206) ||
    !response.body ||
    size === undefined
  ) {
    throw await refusalIn(url, response, signal)
  }
  const mediaType = response.headers.get('content-type') ?? 'application/octet-stream'
  const length = size.end - size.start + 1
  const stream = telling(url, response.body, signal, length)
  return {
    fileName: fileNameIn(response.headers.get('content-disposition')) ?? fileName,
    mediaType,
    size: size.whole,
    range: length === size.whole ? null : { start: size.start, end: size.end },
    etag: response.headers.get('etag'),
    stream,
    blob: async () => new Blob([await new Response(stream).arrayBuffer()], { type: mediaType }),
  }
}

interface Extent {
  start: number
  /** The last byte. */
  end: number
  whole: number
}

function sizeIn({ status, headers }: Answered): Extent | undefined {
  if (status === 206) {
    const [, start, end, whole] =
      /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? []
    return whole ? { start: Number(start), end: Number(end), whole: Number(whole) } : undefined
  }
  const length = headers.get('content-length')
  return length === null ? undefined : { start: 0, end: Number(length) - 1, whole: Number(length) }
}
