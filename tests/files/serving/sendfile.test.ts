import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { afterwards, findExecutable, freshDatabase, startLarder } from '#harness'
import { storeFile } from '../store-file.ts'

const guide = resolve(import.meta.dirname, '../../../docs/guides/files.md')
const bytes = randomBytes(300_000)
// Only what lies on a disk can be sent from there.
const place = { ...(await freshDatabase()), storageUrl: undefined }
const settings = { LARDER_SENDFILE: 'X-Accel-Redirect' }
const larder = await startLarder({ on: place, settings })
const ada = await larder.person('ada')
const id = await storeFile(larder, { account_id: ada.accountId, bytes, name: 'crème.txt' })

function ask(headers: Record<string, string> = {}, url = larder.url): Promise<Response> {
  const authorization = `Bearer ${ada.session}`
  return fetch(`${url}/files/${id}`, { headers: { authorization, ...headers } })
}

describe('Given a server behind one that sends files in its place', () => {
  test('when a file is asked for, then it names the bytes and sends none', async () => {
    for (const range of [undefined, 'bytes=0-9', 'bytes=-5']) {
      const answer = await ask(range === undefined ? {} : { range })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('x-accel-redirect')).toMatch(
        /^\/larder-blobs\/([0-9a-f]{2})\/\1[0-9a-f]{62}-\d+$/,
      )
      expect(answer.headers.get('content-range')).toBeNull()
      expect(answer.headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/)
      expect(await answer.text()).toBe('')
    }
  })

  test('when only it can tell the answer, then it answers by itself', async () => {
    const etag = (await ask()).headers.get('etag') ?? ''
    const cases: [Record<string, string>, number, number][] = [
      [{ 'if-match': etag }, 200, 300_000],
      [{ 'if-none-match': '"x"' }, 200, 300_000],
      [{ 'if-none-match': etag }, 304, 0],
      [{ range: 'bytes=0-9,20-29' }, 206, 10],
      [{ range: 'bytes=9-5' }, 200, 300_000],
      [{ range: 'bytes=0-9', 'if-range': etag }, 206, 10],
    ]
    for (const [headers, status, length] of cases) {
      const answer = await ask(headers)
      expect(answer.headers.has('x-accel-redirect')).toBe(false)
      expect([headers, answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([
        headers,
        status,
        length,
      ])
    }
  })

  test('when somebody may not have it, then nothing is named', async () => {
    const answer = await fetch(`${larder.url}/files/${id}`)
    expect([answer.status, answer.headers.has('x-accel-redirect')]).toEqual([401, false])
  })
})

const nginx = process.env['TEST_NGINX'] ?? findExecutable('nginx')

describe.skipIf(nginx === undefined)('Given nginx in front, as the guide sets it up', async () => {
  const url = nginx === undefined ? '' : await startNginx(nginx)

  test('when a file is asked for, then nginx answers as Larder would', async () => {
    const answer = await ask({}, url)
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    expect(answer.headers.has('x-accel-redirect')).toBe(false)
    const bare = await startLarder({ on: place })
    const same = [
      ...['etag', 'last-modified', 'cache-control', 'vary', 'content-type', 'content-length'],
      ...['content-disposition', 'content-security-policy', 'cross-origin-resource-policy'],
      ...['x-content-type-options', 'x-frame-options', 'referrer-policy', 'accept-ranges'],
    ]
    const alone = await ask({}, bare.url)
    await alone.arrayBuffer()
    expect(same.map((name) => [name, answer.headers.get(name)])).toEqual(
      same.map((name) => [name, alone.headers.get(name)]),
    )
  })

  test('when ranges and conditions are set, then they are kept', async () => {
    const part = await ask({ range: 'bytes=1000-1999' }, url)
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      'bytes 1000-1999/300000',
    ])
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(1_000, 2_000))).toBe(true)
    const etag = part.headers.get('etag') ?? ''
    expect((await ask({ 'if-none-match': etag }, url)).status).toBe(304)
    expect((await ask({ 'if-match': etag }, url)).status).toBe(200)
    expect((await ask({ 'if-match': '"x"' }, url)).status).toBe(412)
    expect((await ask({ range: 'bytes=300000-' }, url)).status).toBe(416)
    const later = await ask({ range: 'bytes=0-9', 'if-range': etag }, url)
    expect([later.status, (await later.arrayBuffer()).byteLength]).toEqual([206, 10])
  })

  test('when somebody asks for the bytes themselves, then there is nothing', async () => {
    const key = (await ask()).headers.get('x-accel-redirect')
    expect((await fetch(`${url}${key}`)).status).toBe(404)
    expect((await fetch(`${url}/files/${id}`)).status).toBe(401)
  })
})

/** nginx with the very lines of the guide, at a port and with a directory of the test. */
async function startNginx(program: string): Promise<string> {
  const port = await freePort()
  const block = /```nginx\n([\s\S]*?)```/.exec(readFileSync(guide, 'utf8'))?.[1] ?? ''
  const server = block
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('http://127.0.0.1:3000', larder.url)
    .replace('/var/lib/larder/blobs/', join(place.directory, 'blobs/'))
  const home = join(place.directory, 'nginx')
  mkdirSync(home)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const paths = temporary.map((name) => `${name}_temp_path ${join(home, name)};`).join('\n')
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  writeFileSync(
    join(home, 'nginx.conf'),
    `${user} daemon off; master_process off; pid ${home}/pid; error_log ${home}/error.log;
     events {} http { access_log off; ${paths} ${server} }`,
  )
  const child = spawn(program, ['-p', home, '-c', join(home, 'nginx.conf')], { stdio: 'ignore' })
  afterwards(async () => {
    const gone = once(child, 'exit')
    if (child.kill()) await gone
  })
  const url = `http://127.0.0.1:${port}`
  await vi.waitFor(() => fetch(`${url}/health`), { timeout: 5_000 })
  return url
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
