import type { OutgoingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { ServedBytes } from '@larder/api'
import { BytesMissing, DomainError } from '@larder/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { headersOf } from '../fixed-headers.ts'
import type { Range } from './byte-range.ts'
import { rangeOf } from './byte-range.ts'
import { cachingHeaders, contentHeaders, validatorsOf } from './bytes-headers.ts'
import { isRangeGood, judge } from './preconditions.ts'
import { sendBytes } from './send-bytes.ts'
import type { Sendfile } from './sendfile.ts'
import { isLeftToProxy } from './sendfile.ts'

/** Where bytes come from, and what reading them is called where it fails. */
export interface BytesSource {
  procedure: string
  /** Opens all of them, or a range. Throws BytesMissing and STORAGE_UNAVAILABLE. */
  open(range: Range | undefined): Promise<Readable>
  /** How the web server in front sends them in our place, and the key that it knows them by. */
  proxied?: { sendfile: Sendfile; key: string } | undefined
}

/**
 * Answers bytes that their reader may have: all of them, a range, or that they have them already. Throws
 * PRECONDITION_FAILED, RANGE_NOT_SATISFIABLE and what the source throws.
 */
export async function answerBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: ServedBytes,
  source: BytesSource,
): Promise<FastifyReply> {
  const { headers, method } = request
  const validators = validatorsOf(bytes)
  const verdict = judge(headers, validators)
  if (verdict === 'failed') throw new DomainError('PRECONDITION_FAILED', { etag: validators.etag })
  if (verdict === 'not modified') return answerHead(reply, 304, cachingHeaders(bytes))

  const isRange = method === 'GET' && isRangeGood(headers['if-range']?.toString(), validators)
  const range = isRange ? rangeOf(headers.range, bytes.size) : undefined
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${bytes.size}`)
    throw new DomainError('RANGE_NOT_SATISFIABLE', { size: bytes.size })
  }
  const size = range ? range.end - range.start + 1 : bytes.size
  const facts = {
    ...cachingHeaders(bytes),
    ...contentHeaders(bytes, asksForDownload(request)),
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${bytes.size}` }),
    'content-length': size,
  }
  if (method === 'HEAD') return answerHead(reply, 200, facts)
  const { proxied } = source
  if (proxied && isLeftToProxy(request, range)) return answerByProxy(reply, proxied, facts)
  return send(reply, facts, { source, range, size })
}

async function send(
  reply: FastifyReply,
  facts: OutgoingHttpHeaders,
  wanted: { source: BytesSource; range: Range | undefined; size: number },
): Promise<FastifyReply> {
  const { source, range, size } = wanted
  // Also all of them are a range: nothing is read that nobody waits for.
  const bytes = await source.open(range ?? wholeOf(size)).catch((error: unknown) => {
    if (!(error instanceof BytesMissing)) throw error
    // Its cause is one of the file system, which would pass for one of the database.
    throw new DomainError('INTERNAL', { requestId: reply.request.id }, error)
  })
  const { raw } = reply.hijack()
  raw.writeHead(range ? 206 : 200, allHeaders(reply, facts))
  sendBytes(raw, bytes, size).catch((err: unknown) => {
    const line = { requestId: reply.request.id, procedure: source.procedure, err }
    reply.server.failureLog.warn(line, 'a download broke off')
  })
  return reply
}

function wholeOf(size: number): Range | undefined {
  return size === 0 ? undefined : { start: 0, end: size - 1 }
}

/** Says what is to be sent, and nothing of how much: the web server in front puts that in. */
function answerByProxy(
  reply: FastifyReply,
  { sendfile, key }: { sendfile: Sendfile; key: string },
  facts: OutgoingHttpHeaders,
): FastifyReply {
  const withheld = ['content-length', 'content-range', 'accept-ranges']
  const others = Object.entries(facts).filter(([name]) => !withheld.includes(name))
  const place = { [sendfile.header]: sendfile.before + key }
  return answerHead(reply, 200, { ...Object.fromEntries(others), ...place })
}

function answerHead(reply: FastifyReply, status: number, facts: OutgoingHttpHeaders): FastifyReply {
  const { raw } = reply.hijack()
  raw.writeHead(status, allHeaders(reply, facts)).end()
  return reply
}

/** What an answer says, varying with what it is said to vary with already, too. */
function allHeaders(reply: FastifyReply, facts: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const vary = [reply.getHeader('vary'), facts['vary']].filter((each) => each !== undefined)
  return headersOf(reply, vary.length > 0 ? { ...facts, vary: vary.join(', ') } : facts)
}

/** Whether the address asks for something to save, also of what would be shown. */
function asksForDownload({ query }: FastifyRequest): boolean {
  return Object.hasOwn(query as object, 'download')
}
