import { isLarderError } from '../errors.ts'
import type { AnswerFacts } from '../larder-error.ts'
import { LarderError } from '../larder-error.ts'

/** As much of `fetch` as is needed; the global one fits. */
export type Fetch = (
  url: string,
  init: {
    method: string
    headers: Record<string, string>
    body?: string | Blob | ArrayBuffer
    signal?: AbortSignal
    redirect: 'manual'
  },
) => Promise<Pick<Response, 'status' | 'headers' | 'text' | 'body'>>

/** What `fetch` answers. */
export type Answered = Awaited<ReturnType<Fetch>>

/** A Larder server's answer, as tRPC's links want it, with what an error made of it will tell. */
export interface Answer {
  ok: boolean
  facts: AnswerFacts
  json(): Promise<unknown>
}

interface Request {
  method?: string | undefined
  headers?: unknown
  body?: unknown
  signal?: AbortSignal | null | undefined
}

/**
 * One HTTP exchange. Answers what a Larder server said and nothing else: throws UNREACHABLE when no
 * whole answer came, NOT_LARDER when somebody else answered, and whatever `fetch` throws when it was
 * aborted.
 */
export function exchangeWith(fetch: Fetch): (url: unknown, request?: Request) => Promise<Answer> {
  return async (to, request = {}) => {
    const url = String(to)
    return reaching(url, request.signal, async () =>
      answerIn(url, await responseOf(fetch, url, request)),
    )
  }
}

/** Has somebody answer; it may go on for as long as it likes. */
export function responseOf(
  fetch: Fetch,
  url: string,
  { method, headers, body, signal }: Request,
): Promise<Answered> {
  return fetch(url, {
    method: method ?? 'POST',
    headers: headers as Record<string, string>,
    ...(body === undefined || body === null ? {} : { body: body as string }),
    ...(signal ? { signal } : {}),
    // A redirected POST arrives as a GET without its body.
    redirect: 'manual',
  })
}

/** Throws UNREACHABLE in place of what `fetch` throws. */
export async function reaching<Result>(
  url: string,
  signal: AbortSignal | null | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    if (signal?.aborted || isLarderError(cause)) throw cause
    const message = `No answer from ${url}: ${whatHappened(cause)}. Check the URL and that the server runs.`
    throw new LarderError('UNREACHABLE', { url }, message, { cause })
  }
}

/** The answer of a Larder server in a response. Throws NOT_LARDER. */
export async function answerIn(url: string, response: Answered): Promise<Answer> {
  const body = parse(await response.text())
  const facts = factsOf(response)
  if (!isFromLarder(body, callsIn(url))) throw notLarder(url, response.headers, facts)
  return { ok: facts.status === 200, facts, json: async () => body }
}

/** What a response says besides its body. */
export function factsOf({ status, headers }: Pick<Response, 'status' | 'headers'>): AnswerFacts {
  const wait = Number(headers.get('retry-after') ?? Number.NaN)
  return {
    status,
    requestId: headers.get('x-request-id'),
    retryAfterSeconds: Number.isFinite(wait) ? wait : null,
  }
}

/** The error for an answer that no Larder server gives. */
export function notLarder(url: string, headers: Response['headers'], facts: AnswerFacts) {
  const contentType = headers.get('content-type')
  const location = headers.get('location')
  const what = location ? `a redirect to ${location}` : (contentType ?? 'no content type')
  return new LarderError(
    'NOT_LARDER',
    { url, contentType, location },
    `${url} answered with status ${facts.status} and ${what}, not as a Larder server does. Check the URL, and any proxy in between.`,
    { facts },
  )
}

/** Node says "fetch failed" and keeps the cause to itself. */
function whatHappened(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  const code = 'code' in cause ? String(cause.code) : ''
  // OpenSSL says where in its sources it noticed.
  if (/^(EPROTO|ERR_SSL_)/.test(code))
    return 'what is there does not speak TLS; is it http:// instead?'
  return cause.message || code || error.message
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function callsIn(url: string): number {
  const [path = '', search = ''] = url.split('?')
  return search.includes('batch=1') ? path.split(',').length : 1
}

function isFromLarder(body: unknown, calls: number): boolean {
  if (Array.isArray(body)) {
    return body.length === calls && body.every((answer) => isFromLarder(answer, 1))
  }
  if (typeof body !== 'object' || body === null) return false
  const { result, error } = body as { result?: unknown; error?: Partial<WireError> }
  if (typeof result === 'object' && result !== null) return true
  return typeof error?.code === 'number' && typeof error.data?.reason === 'string'
}

interface WireError {
  code: unknown
  data: { reason?: unknown }
}
