import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { startLarder } from '#harness'
import { incomingOf, rowsOf } from './kept.ts'
import { putFile, sha256 } from './put-file.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const secret = ada.session

test('Given names that would be paths, headers or nonsense, when they come, then they are text or refused', async () => {
  const taken = [
    '../../etc/passwd',
    '..\\..\\boot.ini',
    '/',
    'C:\\',
    'a"b',
    "'; drop table",
    '🍎é́𝕏',
    '.'.repeat(255),
  ]
  for (const name of taken) {
    expect((await putFile(larder, 'peas', { secret, name })).file().name).toBe(name)
  }
  const refused = [
    '',
    '   ',
    'a\r\nset-cookie: b=c',
    'a\u0000b',
    'a\u202egpj.exe',
    'x'.repeat(256),
    'x'.repeat(10_000),
  ]
  for (const name of refused) {
    const answer = await putFile(larder, 'peas', { secret, name })
    expect([name.slice(0, 20), answer.status, answer.reason()]).toEqual([
      name.slice(0, 20),
      400,
      'INVALID_INPUT',
    ])
  }
  for (const query of [
    '',
    '?name=a&name=b',
    '?name=a&as=svg',
    '?name=a&colour=green',
    '?name=%ff%fe',
  ]) {
    const headers = { authorization: `Bearer ${secret}` }
    const answer = await fetch(`${larder.url}/files${query}`, { method: 'PUT', headers, body: 'x' })
    expect([query, answer.status === 400 || query.includes('%ff')]).toEqual([query, true])
  }
})

test('Given bytes that are not what they are said to be, when they come, then nothing is kept of them', async () => {
  const before = await rowsOf(larder)
  const empty = await putFile(larder, '', { secret })
  expect([empty.status, empty.reason()]).toEqual([422, 'FILE_EMPTY'])
  const zipped = await putFile(larder, gzipSync('peas'), {
    secret,
    headers: { 'content-encoding': 'gzip' },
  })
  expect([zipped.status, zipped.reason()]).toEqual([415, 'CONTENT_ENCODING_REFUSED'])
  const ranged = await putFile(larder, 'peas', {
    secret,
    headers: { 'content-range': 'bytes 0-3/8' },
  })
  expect([ranged.status, ranged.reason()]).toEqual([400, 'INVALID_INPUT'])
  const text = await putFile(larder, 'peas', { secret, as: 'picture' })
  expect([text.status, text.reason()]).toEqual([422, 'PICTURE_REFUSED'])
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  expect((await putFile(larder, svg, { secret, as: 'avatar' })).reason()).toBe('PICTURE_REFUSED')
  const digest = (value: string) =>
    putFile(larder, 'peas', { secret, headers: { 'repr-digest': value } })
  const wrong = await digest(`sha-256=:${randomBytes(32).toString('base64')}:`)
  expect([wrong.status, wrong.reason()]).toEqual([422, 'HASH_MISMATCH'])
  expect((await digest('sha-256=peas')).reason()).toBe('INVALID_INPUT')
  expect(await rowsOf(larder)).toEqual(before)
  expect(incomingOf(larder)).toEqual([])
  const right = Buffer.from(sha256(Buffer.from('peas')), 'hex').toString('base64')
  expect((await digest(`sha-512=:AAAA:, sha-256=:${right}:`)).status).toBe(201)
  expect((await digest('unixsum=30637')).status).toBe(201)
  expect((await putFile(larder, svg, { secret })).file().kind).toBe('file')
  const damaged = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), randomBytes(2_000)])
  expect((await putFile(larder, damaged, { secret })).file().kind).toBe('file')
})

test('Given senders that announce more than they send, when they leave, then nothing is left of it', async () => {
  const before = await rowsOf(larder)
  const head = [
    'PUT /files?name=x HTTP/1.1',
    'Host: larder',
    `Authorization: Bearer ${secret}`,
    'Connection: close',
  ].join('\r\n')
  for (const [lines, body] of [
    ['Content-Length: 100000', 'peas'],
    ['Transfer-Encoding: chunked', '4\r\npeas\r\n'],
    ['Transfer-Encoding: chunked', '4\r\npeas\r\nnot a size\r\n'],
    ['Transfer-Encoding: chunked', 'fffffffff\r\npeas'],
  ]) {
    const socket = connect(Number(new URL(larder.url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.on('error', () => undefined).resume()
    socket.write(`${head}\r\n${lines}\r\n\r\n${body}`)
    await vi.waitFor(async () => expect((await rowsOf(larder)).uploads.length).toBeLessThan(2))
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.destroy()
  }
  await vi.waitFor(async () => {
    expect(await rowsOf(larder)).toEqual(before)
    expect(incomingOf(larder)).toEqual([])
  })
})

test('Given a narrow token, a revoked one and a log-out in the middle, when bytes come, then they are refused', async () => {
  const { accounts } = ada.larder
  const narrow = await accounts.tokens.create({ name: 'reads', scopes: ['files:read'] })
  const answer = await putFile(larder, 'peas', { secret: narrow.token })
  expect([answer.status, answer.reason()]).toEqual([403, 'SCOPE_MISSING'])
  const token = await accounts.tokens.create({ name: 'writes', scopes: ['files:write'] })
  expect((await putFile(larder, 'peas', { secret: token.token })).status).toBe(201)
  const before = await rowsOf(larder)
  let pieces = 0
  const slow = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (pieces === 1) await accounts.tokens.revoke({ id: token.id })
      if (pieces++ === 3) return controller.close()
      controller.enqueue(Buffer.from('peas'))
    },
  })
  const late = await putFile(larder, slow, { secret: token.token })
  expect([late.status, late.reason()]).toEqual([401, 'CREDENTIAL_REFUSED'])
  expect((await putFile(larder, 'peas', { secret: token.token })).status).toBe(401)
  expect(await rowsOf(larder)).toEqual(before)
  expect(incomingOf(larder)).toEqual([])
})
