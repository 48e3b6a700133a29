import type { ClientRequest, IncomingMessage } from 'node:http'
import type { LarderOptions } from '@larder/sdk'
import manifest from '../../package.json' with { type: 'json' }

type Fetch = NonNullable<LarderOptions['fetch']>
type Init = Parameters<Fetch>[1]

const LONGEST_SILENCE_SECONDS = 120

const SENT_AT_ONCE = 1_024 * 1_024

/** What its owner reads in the list of sessions. */
const PROGRAM = `larder/${manifest.version} (${process.platform} ${process.arch}; Node.js ${process.versions.node})`

/**
 * As much of `fetch` as the SDK needs, made of Node's HTTP client: the global `fetch` takes longer
 * to load than everything else together. Tells when a server asks for patience, because the SDK
 * then waits in silence.
 */
export function httpExchange(onAskedToWait: (seconds: number) => void): Fetch {
  return async (url, init) => {
    const request = await send(url, init)
    abortWith(request, init.signal)
    const response = await answerTo(request, init.body)
    const seconds = Number(response.headers['retry-after'])
    if (seconds > 1) onAskedToWait(seconds)
    return {
      status: response.statusCode ?? 0,
      headers: headersOf(response),
      text: () => readAll(response),
      get body() {
        return bodyOf(response)
      },
    }
  }
}

async function send(url: string, { method, headers }: Init): Promise<ClientRequest> {
  const isSecure = url.startsWith('https:')
  const { request } = isSecure ? await import('node:https') : await import('node:http')
  return request(url, { method, headers: { ...headers, 'user-agent': PROGRAM } })
}

/**
 * Ends it when the signal aborts. Node's own option does so with an error that nobody listens to once
 * the answer is complete.
 */
function abortWith(request: ClientRequest, signal: AbortSignal | undefined): void {
  let response: IncomingMessage | undefined
  const abort = (): void => void (response ? response.destroy() : request.destroy(signal?.reason))
  request.once('response', (answer) => {
    response = answer
  })
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  request.once('close', () => signal?.removeEventListener('abort', abort))
}

function answerTo(request: ClientRequest, body: Init['body']): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve)
    request.setTimeout(LONGEST_SILENCE_SECONDS * 1000, () => {
      request.destroy(new Error(`not a word for ${LONGEST_SILENCE_SECONDS} s`))
    })
    request.once('error', (error) => reject(new Error(messageOf(error), { cause: error })))
    if (typeof body === 'string' || body === undefined) request.end(body)
    else sendBytes(request, body).catch((error: Error) => request.destroy(error))
  })
}

/** Not as a stream, which Node makes of small pieces. */
async function sendBytes(request: ClientRequest, body: Blob | ArrayBuffer): Promise<void> {
  const size = body instanceof ArrayBuffer ? body.byteLength : body.size
  request.setHeader('content-length', size)
  for (let at = 0; at < size && !request.destroyed; at += SENT_AT_ONCE) {
    const piece = body.slice(at, at + SENT_AT_ONCE)
    const bytes = piece instanceof ArrayBuffer ? piece : await piece.arrayBuffer()
    if (!request.write(Buffer.from(bytes))) await drained(request)
  }
  request.end()
}

function drained(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      request.off('drain', done).off('close', done)
      resolve()
    }
    request.on('drain', done).on('close', done)
  })
}

async function readAll(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8')
  let text = ''
  for await (const part of response) text += part
  return text
}

/** As much of a body's stream as the SDK needs: Node's own takes a while to load. */
function bodyOf(response: IncomingMessage): Response['body'] {
  const reader: Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'> = {
    read: () => pieces.next() as ReturnType<ReadableStreamDefaultReader['read']>,
    cancel: async () => void response.destroy(),
  }
  const pieces = response[Symbol.asyncIterator]()
  return { getReader: () => reader } as Response['body']
}

/** Making real `Headers` would load all of `fetch`; the SDK only ever gets single ones. */
function headersOf({ headers }: IncomingMessage): Headers {
  const get = (name: string): string | null => {
    const value = headers[name.toLowerCase()]
    return Array.isArray(value) ? value.join(', ') : (value ?? null)
  }
  return { get } as Headers
}

/** When a name has several addresses, each fails in its own way and the whole has no message. */
function messageOf(error: Error): string {
  const [first] = error instanceof AggregateError ? error.errors : [error]
  return first instanceof Error ? first.message : error.message
}
