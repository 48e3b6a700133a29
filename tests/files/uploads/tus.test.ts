import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { startLarder } from '#harness'
import { incomingOf, rowsOf } from './kept.ts'
import { sha256 } from './put-file.ts'
import { begin, patch, placeOf, progress, send } from './tus.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const secret = ada.session

test('Given 3 MB in three pieces, when the last one comes, then the answer is the file', async () => {
  const bytes = randomBytes(3_000_000)
  const begun = await begin(larder, bytes.length, { secret, name: 'Über peas.bin', as: 'file' })
  expect(begun.status).toBe(201)
  const place = placeOf(larder, begun)
  for (const start of [0, 1_000_000]) {
    const answer = await patch(place, start, bytes.subarray(start, start + 1_000_000), { secret })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('upload-offset')).toBe(String(start + 1_000_000))
    expect(Date.parse(answer.headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now())
    expect(await progress(place, { secret })).toMatchObject({
      status: 200,
      offset: start + 1_000_000,
      length: bytes.length,
      fileId: Number.NaN,
    })
  }
  const last = await patch(place, 2_000_000, bytes.subarray(2_000_000), { secret })
  expect([last.status, last.headers.get('upload-offset')]).toEqual([200, '3000000'])
  const file = last.file()
  expect(file).toMatchObject({ name: 'Über peas.bin', size: 3_000_000, sha256: sha256(bytes) })
  expect(last.headers.get('larder-file')).toBe(String(file.id))
  expect(await progress(place, { secret })).toMatchObject({
    status: 200,
    offset: 3_000_000,
    length: 3_000_000,
    fileId: file.id,
  })
  // Whoever lost the answer and sends nothing more gets it once more.
  expect((await patch(place, 3_000_000, new Uint8Array(), { secret })).file()).toEqual(file)
  expect((await patch(place, 2_000_000, bytes.subarray(2_000_000), { secret })).status).toBe(409)
  expect(incomingOf(larder)).toEqual([])
  expect((await rowsOf(larder, ada.accountId)).uploads).toEqual([])
})

test('Given a picture, when it is complete, then HEAD still says what was sent', async () => {
  const photo = await sharp({ create: { width: 90, height: 60, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const begun = await begin(larder, photo.length, { secret, as: 'picture' })
  const file = (await patch(placeOf(larder, begun), 0, photo, { secret })).file()
  expect(file).toMatchObject({ kind: 'picture', width: 90, mediaType: 'image/webp' })
  expect(await progress(placeOf(larder, begun), { secret })).toMatchObject({
    offset: photo.length,
    length: photo.length,
    fileId: file.id,
  })
})

test('Given bytes with the first request, when they are all, then it answers the file', async () => {
  const begun = await begin(larder, 4, {
    secret,
    headers: { 'content-type': 'application/offset+octet-stream' },
  })
  expect(begun.status).toBe(201)
  const whole = await send(`${larder.url}/files/uploads`, 'POST', {
    secret,
    headers: {
      'upload-length': '4',
      'upload-metadata': 'filename cGVhcw==',
      'content-type': 'application/offset+octet-stream',
    },
    body: Buffer.from('peas'),
  })
  expect([whole.status, whole.file().name]).toEqual([201, 'peas'])
  expect(whole.headers.get('location')).toMatch(/^\/files\/uploads\/[\w-]{23}$/)
})

test('Given no announced size, when it comes with the last piece, then there is a file', async () => {
  const begun = await begin(larder, null, { secret })
  const place = placeOf(larder, begun)
  expect((await patch(place, 0, Buffer.from('pe'), { secret })).status).toBe(204)
  expect((await progress(place, { secret })).headers.get('upload-defer-length')).toBe('1')
  const headers = { 'upload-length': '4' }
  const last = await patch(place, 2, Buffer.from('as'), { secret, headers })
  expect(last.file()).toMatchObject({ size: 4, sha256: sha256(Buffer.from('peas')) })
})

test('Given wrong offsets, sizes, versions and strangers, when they ask, then each is told why', async () => {
  const bob = await larder.person('bob')
  const begun = await begin(larder, 4, { secret })
  const place = placeOf(larder, begun)
  const peas = Buffer.from('peas')
  const told = async (answer: ReturnType<typeof patch>) => {
    const { status, reason } = await answer
    return [status, reason()]
  }
  expect(await told(patch(place, 1, peas, { secret }))).toEqual([409, 'UPLOAD_OFFSET_WRONG'])
  expect(await told(patch(place, 0, Buffer.from('peas!'), { secret }))).toEqual([
    400,
    'INVALID_INPUT',
  ])
  expect(
    await told(patch(place, 0, peas, { secret, headers: { 'tus-resumable': '0.9' } })),
  ).toEqual([412, 'TUS_VERSION_UNSUPPORTED'])
  expect(await told(patch(place, 0, peas, { secret: bob.session }))).toEqual([404, 'NOT_FOUND'])
  expect(await told(send(place, 'DELETE', { secret: bob.session }))).toEqual([404, 'NOT_FOUND'])
  expect((await progress(place, { secret: bob.session })).status).toBe(404)
  expect(await told(begin(larder, 0, { secret }))).toEqual([422, 'FILE_EMPTY'])
  expect(await told(begin(larder, 4, { secret, as: 'poster' }))).toEqual([400, 'INVALID_INPUT'])
  expect(await told(begin(larder, 10 ** 14, { secret }))).toEqual([413, 'FILE_TOO_LARGE'])
  const none = await send(`${larder.url}/files/uploads`, 'POST', {
    secret,
    headers: { 'upload-length': '4' },
  })
  expect([none.status, none.reason()]).toEqual([400, 'INVALID_INPUT'])
  expect((await send(place, 'DELETE', { secret })).status).toBe(204)
  expect((await progress(place, { secret })).status).toBe(404)
  expect(await told(patch(place, 0, peas, { secret }))).toEqual([404, 'NOT_FOUND'])
})

test('Given somebody who knows nothing yet, when they ask what is offered, then they learn it', async () => {
  const { status, headers } = await fetch(`${larder.url}/files/uploads`, { method: 'OPTIONS' })
  expect(status).toBe(204)
  expect(headers.get('tus-version')).toBe('1.0.0')
  expect(headers.get('tus-extension')).toContain('creation-with-upload')
  expect(headers.get('tus-max-size')).toBe(String(5 * 1_024 ** 3))
})
