import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const LIMIT = 4_096
const larder = await startLarder({
  settings: {
    LARDER_BODY_LIMIT: String(LIMIT),
    LARDER_CORS_ORIGINS: 'https://larder.example.org,http://localhost:5173',
  },
})

const json = { 'content-type': 'application/json' }

function post(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(larder.url + path, { method: 'POST', headers: json, body: '{}', ...init })
}

async function reasonOf(response: Response): Promise<[status: number, reason: string]> {
  return [response.status, (await response.json()).error.data.reason]
}

describe('Given any answer', () => {
  test.each([
    ['of a query', '/trpc/accounts.whoAmI'],
    ['of a batch', '/trpc/accounts.whoAmI,freezers.list?batch=1'],
    ['to a path that is not there', '/nothing'],
    ['to a path that is none', '/trpc/%'],
    ['of a health probe', '/health/live'],
  ])(
    '%s, then it is for programs only, kept nowhere, and carries its request id',
    async (_, path) => {
      const { headers } = path.startsWith('/health')
        ? await fetch(larder.url + path)
        : await post(path)
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
      })
      expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull()
    },
  )
})

describe('Given a request id of the caller’s', () => {
  test.each([
    ['a harmless one', 'ci-run.42_a', true],
    ['a short one', 'abc', false],
    ['a long one', 'a'.repeat(65), false],
    ['one that would end a log line', 'abcdefgh"}', false],
  ])('when it is %s, then it is taken over: %s', async (_, id, isTaken) => {
    const { headers } = await post('/trpc/accounts.whoAmI', {
      headers: { ...json, 'x-request-id': id },
    })
    expect(headers.get('x-request-id') === id).toBe(isTaken)
  })
})

describe('Given a request that is not what the server takes', () => {
  test.each([
    ['a body over the limit', { body: `"${'a'.repeat(LIMIT)}"` }, 413, 'BODY_TOO_LARGE'],
    ['JSON that is none', { body: '{"a":' }, 400, 'INVALID_JSON'],
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['plain text', { headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'no content type',
      { headers: {}, body: new Uint8Array([123, 125]) },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['another method', { method: 'PUT' }, 405, 'WRONG_METHOD'],
  ])('with %s, then it is told why', async (_, init, status, reason) => {
    expect(await reasonOf(await post('/trpc/accounts.whoAmI', init))).toEqual([status, reason])
  })

  test('with a body that does not say how long it is, then it is cut off at the limit', async () => {
    const body = new ReadableStream({
      start(stream) {
        for (let size = 0; size <= LIMIT; size += 1_024) stream.enqueue(new Uint8Array(1_024))
        stream.close()
      },
    })
    const init = { body, duplex: 'half' } as RequestInit
    expect(await reasonOf(await post('/trpc/accounts.whoAmI', init))).toEqual([
      413,
      'BODY_TOO_LARGE',
    ])
  })

  test('with a body far over the limit, then it is told so every time, and not cut off', async () => {
    const body = 'a'.repeat(8_000_000)
    for (let n = 0; n < 20; n++) {
      const answer = await reasonOf(await post('/trpc/accounts.whoAmI', { body }))
      expect(answer).toEqual([413, 'BODY_TOO_LARGE'])
    }
  })

  test('with a body at the limit, then it is read', async () => {
    const body = `{}${' '.repeat(LIMIT - 2)}`
    const answer = await reasonOf(await post('/trpc/accounts.whoAmI', { body }))
    expect(answer).toEqual([401, 'SIGN_IN_REQUIRED'])
  })

  test.each(['/', '/trpc', '/trpc/', '/trpc/freezers', '/trpc/__proto__', '/TRPC/accounts.whoAmI'])(
    'at %s, then there is no such procedure',
    async (path) => {
      expect(await reasonOf(await post(path))).toEqual([404, 'UNKNOWN_PROCEDURE'])
    },
  )

  test('with a command as GET, as a link or an image could send it, then it is refused', async () => {
    const response = await fetch(`${larder.url}/trpc/accounts.logOut`)
    expect(await reasonOf(response)).toEqual([405, 'WRONG_METHOD'])
  })
})

describe('Given a page of another origin', () => {
  const origins = async (origin: string) => {
    const { headers } = await post('/trpc/accounts.whoAmI', { headers: { ...json, origin } })
    return headers.get('access-control-allow-origin')
  }

  test.each(['https://larder.example.org', 'http://localhost:5173'])(
    'when %s is on the list, then its pages may read the answers',
    async (origin) => expect(await origins(origin)).toBe(origin),
  )

  test.each([
    'https://eve.example',
    'https://larder.example.org.eve.example',
    'null',
    'http://larder.example.org',
  ])('when %s is not, then its pages may not', async (origin) =>
    expect(await origins(origin)).toBeNull(),
  )

  test('when it asks first, then it may send what the SDK sends, but no cookies', async () => {
    const headers = await preflight('https://larder.example.org')
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://larder.example.org',
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': [
        'authorization, content-type, idempotency-key, last-event-id, x-request-id',
        'if-match, if-none-match, if-range, range, repr-digest',
        'tus-resumable, upload-length, upload-defer-length, upload-metadata, upload-offset',
      ].join(', '),
    })
    expect(headers).not.toHaveProperty('access-control-allow-credentials')
  })

  test('when it is not on the list and asks first, then nothing is allowed', async () => {
    const headers = await preflight('https://eve.example')
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })
})

/** As a browser asks; `fetch` would not let a program say so. */
function preflight(origin: string): Promise<object> {
  const { promise, resolve, reject } = Promise.withResolvers<object>()
  const headers = { origin, 'access-control-request-method': 'POST' }
  const ask = request(`${larder.url}/trpc/freezers.create`, { method: 'OPTIONS', headers })
  ask.on('response', (response) => resolve(response.resume().headers)).on('error', reject)
  ask.end()
  return promise
}
