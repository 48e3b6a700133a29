import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createLarder } from '@larder/sdk'
import { fileAt } from '@larder/sdk/node'
import { describe, expect, inject, test } from 'vitest'
import { startLarder } from '#harness'
import { cannedServer } from '../canned-server.ts'
import { sha256, someBytes } from './bytes.ts'
import { sendingLine } from './sending-line.ts'
import { stingyProxy } from './stingy-proxy.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const bytes = someBytes(600_000)
const whole = { size: bytes.length, sha256: sha256(bytes) }

/** A file on this machine. */
function fileOf(content: Uint8Array): string {
  const path = join(inject('temporaryDirectory'), `${crypto.randomUUID()}.bin`)
  writeFileSync(path, content)
  return path
}

describe('Given bytes of any kind', () => {
  test.each([
    ['a File', () => new File([bytes], 'x.bin'), 'x.bin'],
    ['a Blob', () => new Blob([bytes]), 'file'],
    ['bytes', () => bytes, 'file'],
    ['a part of a buffer', () => new Uint8Array(bytes.buffer).subarray(0), 'file'],
    ['an ArrayBuffer', () => bytes.buffer, 'file'],
    ['a web stream', () => new Blob([bytes]).stream(), 'file'],
    ['a stream of Node', () => Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]), 'file'],
  ])('when %s is uploaded, then it is stored', async (_, make, name) => {
    expect(await ada.larder.files.upload(make())).toMatchObject({ ...whole, name, kind: 'file' })
  })

  test('when a file of this machine is uploaded, then under its name', async () => {
    const path = fileOf(bytes)
    const file = await ada.larder.files.upload(await fileAt(path))
    expect(file).toMatchObject({ ...whole, name: path.split('/').at(-1) })
  })

  test('when it is given another name, then it has that', async () => {
    const file = await ada.larder.files.upload(bytes, { name: 'Été à la mer 🏖.bin' })
    expect(file.name).toBe('Été à la mer 🏖.bin')
  })

  test('when it is no bytes at all, then that is said before anything is sent', async () => {
    await expect(ada.larder.files.upload('holiday.jpg' as never)).rejects.toThrow(TypeError)
    await expect(ada.larder.files.upload({} as never)).rejects.toThrow(TypeError)
    const words = Readable.from(['words']) as AsyncIterable<never>
    await expect(ada.larder.files.upload(words)).rejects.toThrow(TypeError)
  })

  test('when it is a folder or missing, then Node says so', async () => {
    await expect(fileAt('/tmp')).rejects.toMatchObject({ code: 'EISDIR' })
    await expect(fileAt('/no/such/file')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('Given what the server refuses', () => {
  test('when the file is empty, then the reason says so', async () => {
    await expect(ada.larder.files.upload(new Blob([]))).rejects.toMatchObject({
      name: 'LarderError',
      reason: 'FILE_EMPTY',
    })
    await expect(ada.larder.files.upload(Readable.from([]))).rejects.toMatchObject({
      reason: 'FILE_EMPTY',
    })
  })

  test('when it is no picture, then the reason says so, and nothing is reserved any more', async () => {
    const upload = ada.larder.files.upload(bytes, { as: 'picture' })
    await expect(upload).rejects.toMatchObject({
      reason: 'PICTURE_REFUSED',
      details: { problem: 'not a picture' },
    })
    expect(await ada.larder.files.usage()).toMatchObject({ reservedBytes: 0 })
  })

  test('when nobody is signed in, then the reason says so', async () => {
    await expect(larder.client().files.upload(bytes)).rejects.toMatchObject({
      reason: 'SIGN_IN_REQUIRED',
      status: 401,
    })
  })

  test('when the credential is revoked on the way, then the reason says so', async () => {
    const eve = await larder.person('eve')
    const line = await sendingLine(larder.url, { bytesPerSecond: 1_000_000 })
    const client = createLarder({ url: line.url, token: eve.session })
    const upload = client.files.upload(someBytes(2_000_000), {
      onBegun: () => void eve.larder.accounts.logOut(),
    })
    await expect(upload).rejects.toMatchObject({ reason: 'CREDENTIAL_REFUSED' })
  })

  test('when somebody else answers, then the reason says so', async () => {
    const { url } = await cannedServer({ status: 200, body: '<html>' })
    const upload = createLarder({ url }).files.upload(bytes)
    await expect(upload).rejects.toMatchObject({ reason: 'NOT_LARDER' })
  })
})

test('Given a token for writing files alone, when it uploads, then the file is answered', async () => {
  const scopes = ['files:write' as const]
  const { token } = await ada.larder.accounts.tokens.create({ name: 'camera', scopes })
  expect(await larder.client({ token }).files.upload(bytes)).toMatchObject(whole)
})

test('Given a proxy that takes no large requests, when a file is uploaded, then in smaller pieces', async () => {
  const proxy = await stingyProxy(larder.url, 1_000_000)
  const content = someBytes(6_000_000)
  const file = await createLarder({ url: proxy.url, token: ada.session }).files.upload(content)
  expect(file.sha256).toBe(sha256(content))
  expect(proxy.refused).toBeGreaterThan(0)
})

test('Given a file that changes while it is uploaded, when it goes on, then it does not: the reason says so', async () => {
  const path = fileOf(someBytes(3_000_000))
  const line = await sendingLine(larder.url, { bytesPerSecond: 2_000_000 })
  const client = createLarder({ url: line.url, token: ada.session })
  const upload = client.files.upload(await fileAt(path), {
    onBegun: () => appendFileSync(path, 'more'),
  })
  await expect(upload).rejects.toMatchObject({ reason: 'SOURCE_CHANGED' })
})

describe('Given an upload that is aborted', () => {
  /** Aborts in the middle; answers the id of the upload. */
  async function abort(content: Uint8Array<ArrayBuffer>, options = {}): Promise<string> {
    const line = await sendingLine(larder.url, { bytesPerSecond: 3_000_000 })
    const controller = new AbortController()
    const why = new Error('the page was left')
    let id = ''
    const upload = createLarder({ url: line.url, token: ada.session }).files.upload(content, {
      ...options,
      signal: controller.signal,
      onBegun: (uploadId) => (id = uploadId),
      onProgress: ({ sentBytes }) => sentBytes > 500_000 && controller.abort(why),
    })
    await expect(upload).rejects.toBe(why)
    return id
  }

  test('when it is resumed, then only the rest is sent', async () => {
    const content = someBytes(4_000_000)
    const resume = await abort(content)
    const steps: number[] = []
    const file = await ada.larder.files.upload(content, {
      resume,
      onProgress: ({ sentBytes }) => steps.push(sentBytes),
    })
    expect(file.sha256).toBe(sha256(content))
    expect(steps[0]).toBeGreaterThan(500_000)
    // Once more answers the same file.
    expect(await ada.larder.files.upload(content, { resume })).toEqual(file)
  })

  test('when it is resumed with other bytes, then the reason says so', async () => {
    const resume = await abort(someBytes(4_000_000))
    const upload = ada.larder.files.upload(someBytes(3_000_000), { resume })
    await expect(upload).rejects.toMatchObject({ reason: 'SOURCE_CHANGED' })
  })

  test('when it was to be cancelled then, then the server has forgotten it, and begins anew', async () => {
    const content = someBytes(4_000_000)
    const before = await ada.larder.files.usage()
    const resume = await abort(content, { cancelOnAbort: true })
    expect(await ada.larder.files.usage()).toEqual(before)
    const file = await ada.larder.files.upload(content, { resume })
    expect(file.sha256).toBe(sha256(content))
  })

  test('when it was aborted before, then nothing is sent', async () => {
    const { url, calls } = await cannedServer({})
    const upload = createLarder({ url }).files.upload(bytes, { signal: AbortSignal.abort() })
    await expect(upload).rejects.toMatchObject({ name: 'AbortError' })
    expect(calls).toEqual([])
  })
})
