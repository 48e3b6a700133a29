import type { Answered } from '../transport/exchange.ts'
import { factsOf, notLarder, reaching, responseOf } from '../transport/exchange.ts'
import { refusalIn } from '../transport/refusal.ts'
import type { Line } from '../transport/send.ts'
import type { StoredFile } from './upload.ts'

const VERSION = { 'tus-resumable': '1.0.0' }

/** A line that is silent for so long is taken for broken. */
const LONGEST_SILENCE_MS = 120_000
/** With the last byte the server puts the file in its place, which takes a while for large ones. */
const LONGEST_FINISH_MS = 900_000

/** Nobody waits long for what ends by itself in any case. */
const LONGEST_CANCEL_MS = 5_000

/** How far an upload has come. */
export interface Standing {
  offset: number
  /** What was announced; undefined: nothing yet. */
  size: number | undefined
  /** Set once it is a file. */
  fileId: number | undefined
  /** The same as a whole, where the reply has it. */
  file?: StoredFile | undefined
}

interface Reply {
  response: Answered
  text: string
}

/** The requests of the tus protocol (1.0.0), each tried once. They throw as all calls do. */
export interface Tus {
  /** Begins an upload and answers its id. */
  create(size: number | undefined, metadata: Record<string, string>): Promise<string>
  /** Undefined when there is no such upload, or no more. */
  find(id: string): Promise<Standing | undefined>
  /** Sends bytes that begin there; `size` with the last ones, if it was not known before. */
  send(
    id: string,
    bytes: Blob | ArrayBuffer,
    at: { offset: number; size?: number | undefined; isLast: boolean },
  ): Promise<Standing>
  cancel(id: string): Promise<void>
}

/** Speaks to one server; `signal` gives up whatever runs, except for cancelling. */
export function tusOver({ server, fetch, headers }: Line, signal: AbortSignal | undefined): Tus {
  const place = `${server}/files/uploads`

  return {
    async create(size, metadata) {
      const length = size === undefined ? { 'upload-defer-length': '1' } : lengthOf(size)
      const pairs = Object.entries(metadata).map(([key, value]) => `${key} ${base64(value)}`)
      const url = place
      const { response: made } = await ask(url, 'POST', {
        ...length,
        'upload-metadata': pairs.join(','),
      })
      const id = made.headers.get('location')?.split(/[?#]/)[0]?.split('/').at(-1)
      if (made.status !== 201 || !id) throw notLarder(url, made.headers, factsOf(made))
      return id
    },
    async find(id) {
      const url = at(id)
      const found = await ask(url, 'HEAD', {})
      const { status } = found.response
      if (status === 404 || status === 410) return undefined
      // A HEAD is refused without a word. The same refusal of another request has them.
      if (status >= 300) return this.send(id, new ArrayBuffer(0), { offset: 0, isLast: false })
      return standingIn(url, found)
    },
    async send(id, bytes, { offset, size, isLast }) {
      const url = at(id)
      const sent = await ask(
        url,
        'PATCH',
        {
          'content-type': 'application/offset+octet-stream',
          'upload-offset': String(offset),
          ...(size === undefined ? {} : lengthOf(size)),
        },
        bytes,
        isLast ? LONGEST_FINISH_MS : LONGEST_SILENCE_MS,
      )
      return standingIn(url, sent)
    },
    async cancel(id) {
      const init = { method: 'DELETE', headers: { ...(await headers()), ...VERSION } }
      await within(LONGEST_CANCEL_MS, undefined, async (limited) =>
        // What is not read keeps its connection, and some programs from ending.
        (await responseOf(fetch, at(id), { ...init, signal: limited })).text(),
      )
    },
  }

  function at(id: string): string {
    return `${place}/${encodeURIComponent(id)}`
  }

  /** One request; what the server refuses with is thrown, but nothing of a HEAD, which has no body. */
  async function ask(
    url: string,
    method: string,
    more: Record<string, string>,
    body?: Blob | ArrayBuffer,
    patience = LONGEST_SILENCE_MS,
  ): Promise<Reply> {
    const init = { method, headers: { ...(await headers(signal)), ...VERSION, ...more }, body }
    const { response, text } = await reaching(url, signal, () =>
      within(patience, signal, async (limited) => {
        const response = await responseOf(fetch, url, { ...init, signal: limited })
        // Mostly there is nothing in it; but only then the connection is free for the next request.
        return { response, text: isGood(response) ? await response.text() : '' }
      }),
    )
    if (method === 'HEAD' || isGood(response)) return { response, text }
    throw await refusalIn(url, response, signal)
  }
}

function isGood({ status }: Answered): boolean {
  return status >= 200 && status < 300
}

/** What a reply says about an upload. Throws NOT_LARDER when it says nothing. */
function standingIn(url: string, { response, text }: Reply): Standing {
  const [offset, size, fileId] = ['upload-offset', 'upload-length', 'larder-file'].map((name) => {
    const value = response.headers.get(name)
    return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : undefined
  })
  if (offset === undefined) throw notLarder(url, response.headers, factsOf(response))
  const file = fileId === undefined || text === '' ? undefined : (JSON.parse(text) as StoredFile)
  return { offset, size, fileId, file }
}

function lengthOf(size: number): Record<string, string> {
  return { 'upload-length': String(size) }
}

/** Runs with a signal that also ends the work when it takes too long. */
async function within<Result>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const leaving = new AbortController()
  const abort = (): void => leaving.abort(signal?.reason)
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  const timer = setTimeout(
    () => leaving.abort(new Error(`not a word for ${milliseconds / 1_000} s`)),
    milliseconds,
  )
  try {
    return await work(leaving.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function base64(text: string): string {
  return btoa(
    Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''),
  )
}
