import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { errorMap } from '@larder/api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'

// Garbage around the input: methods, paths, headers and bodies that no client of ours would send.

const REQUESTS = 10 * Number(process.env['GARBAGE'] ?? 60)
const long = { timeout: 60_000 + REQUESTS * 20 }

const larder = await startLarder()
const { session } = await larder.person('ada')
const { hostname, port } = new URL(larder.url)

interface Answer {
  status: number
  body: string
}

interface Attempt {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

const names = fc.constantFrom(
  ...['accounts.whoAmI', 'freezers.list', 'freezers.create', 'freezers', 'accounts.tokens'],
  ...['', '.', '..', '__proto__', 'constructor', 'toString', 'freezers.__proto__', 'a'.repeat(500)],
  ...[
    'accounts.whoAmI,freezers.list',
    ',',
    'freezers.list,',
    '%',
    '%00',
    '%2e%2e',
    '%252C',
    '%E0%A4',
  ],
)

const texts = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('', '{}', '[]', 'null', '"', '{"0":{}}', '{"0":1,"1":{}}'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('['.repeat(100_000), `{"__proto__":${'1'.repeat(400)}}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('\ufeff{}', '{"name":"\\ud800","boxes":1}', '\u0000') },
  { weight: 2, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)

const queries = fc.oneof(
  fc.constantFrom(
    '',
    '?',
    '?batch=1',
    '?batch=2',
    '?batch=1&batch=1',
    '?input',
    '?batch=1&input={}',
  ),
  texts.filter(({ length }) => length < 500).map((input) => `?input=${encode(input)}`),
  texts.filter(({ length }) => length < 500).map((input) => `?batch=1&input=${encode(input)}`),
)

const headerValues = fc.oneof(
  fc.constantFrom('', ',', 'null', 'undefined', '\u00ff', 'x'.repeat(3_000), '1', '-1'),
  fc.stringMatching(/^[\x20-\x7e\x80-\xff]{0,60}$/),
)

const headers = fc.record(
  {
    authorization: fc.oneof(
      fc.constant(`Bearer ${session}`),
      headerValues.map((value) => `Bearer ${value}`),
      headerValues,
    ),
    'content-type': fc.oneof(
      { weight: 4, arbitrary: fc.constant('application/json') },
      { weight: 1, arbitrary: fc.constantFrom('application/json; charset=utf-16', 'text/plain') },
      { weight: 1, arbitrary: fc.constantFrom('multipart/form-data', 'application/octet-stream') },
      { weight: 1, arbitrary: headerValues },
    ),
    'idempotency-key': headerValues,
    'x-request-id': headerValues,
    'x-forwarded-for': headerValues,
    'trpc-accept': fc.constantFrom('application/jsonl', 'text/event-stream', 'hello'),
    accept: fc.constantFrom('application/jsonl', 'text/html', ''),
    'last-event-id': headerValues,
    origin: headerValues,
    'accept-encoding': headerValues,
  },
  { requiredKeys: [] },
)

const attempts: fc.Arbitrary<Attempt> = fc.record({
  method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'),
  path: fc
    .tuple(fc.constantFrom('/trpc/', '/trpc/', '/trpc/', '/', '//', '/health/'), names, queries)
    .map((parts) => parts.join('')),
  headers,
  body: texts,
})

describe('Given requests that no client would make', () => {
  test(
    `when ${REQUESTS} of them come, then each is answered, with a published reason if refused`,
    long,
    async () => {
      const statuses = new Map<number, number>()
      const property = fc.asyncProperty(attempts, async (attempt) => {
        const { status, body } = await send(attempt)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        expect(status).toBeLessThan(500)
        if (attempt.method === 'HEAD' || attempt.path.startsWith('/health/')) return
        for (const reason of reasonsIn(body)) expect(errorMap).toHaveProperty(reason)
        if (status >= 400) expect(reasonsIn(body)).not.toEqual([])
      })
      await fc.assert(property, { numRuns: REQUESTS })
      const seen = [...statuses].sort().map(([status, count]) => `${count} x ${status}`)
      expect(statuses.get(200)).toBeGreaterThan(0)
      figure(11, `${REQUESTS} malformed requests: ${seen.join(', ')}`)
    },
  )
})

async function send({ method, path, headers, body }: Attempt): Promise<Answer> {
  const length = { 'content-length': Buffer.byteLength(body) }
  const place = { hostname, port, method, path, agent: false }
  const sent = request({ ...place, headers: { ...headers, ...length } }).end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: response.statusCode ?? 0, body: await text(response) }
}

function encode(input: string): string {
  return encodeURIComponent(input.toWellFormed())
}

/** The reasons of an answer: one, one a call of a batch, or those of a stream's lines. */
function reasonsIn(body: string): string[] {
  return [...body.matchAll(/"reason":"(\w+)"/g)].map(([, reason]) => reason ?? '')
}
