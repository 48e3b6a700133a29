import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { startLarder } from '#harness'
import { incomingOf, rowsOf } from './kept.ts'
import { putFile, sha256 } from './put-file.ts'

const larder = await startLarder()

test('Given bytes of no known type, when ada puts them, then they are her file and nothing else is left', async () => {
  const ada = await larder.person('ada')
  const bytes = randomBytes(3_000_000)
  const answer = await putFile(larder, bytes, { secret: ada.session, name: 'Über peas.bin' })
  const file = answer.file()
  expect(answer.status).toBe(201)
  expect(answer.headers.get('location')).toBe(`/files/${file.id}`)
  expect(file).toMatchObject({
    name: 'Über peas.bin',
    kind: 'file',
    mediaType: 'application/octet-stream',
    size: bytes.length,
    sha256: sha256(bytes),
    audience: 'owner',
  })
  expect(await ada.larder.files.get({ id: file.id })).toEqual(file)
  expect(incomingOf(larder)).toEqual([])
  expect((await rowsOf(larder, ada.accountId)).uploads).toEqual([])
})

test('Given a photograph, when ada puts it without saying as what, then it is a picture', async () => {
  const ada = await larder.person('ada')
  const photo = await sharp({
    create: { width: 800, height: 600, channels: 3, background: 'green' },
  })
    .jpeg()
    .toBuffer()
  const file = (await putFile(larder, photo, { secret: ada.session, name: 'peas.jpg' })).file()
  expect(file).toMatchObject({ kind: 'picture', mediaType: 'image/webp', width: 800, height: 600 })
  expect(file.renditions.length).toBeGreaterThan(0)
  const asFile = await putFile(larder, photo, { secret: ada.session, as: 'file' })
  expect(asFile.file()).toMatchObject({ kind: 'file', mediaType: 'image/jpeg', width: null })
  expect(incomingOf(larder)).toEqual([])
})

test('Given nobody signed in, when bytes come, then they are refused', async () => {
  const answer = await putFile(larder, 'peas', {})
  expect([answer.status, answer.reason()]).toEqual([401, 'SIGN_IN_REQUIRED'])
})
