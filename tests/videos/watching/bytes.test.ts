import { hash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { storeFile } from '../../files/store-file.ts'
import { openCinema } from './cinema.ts'

const cinema = await openCinema()
const ada = await cinema.person('ada')
const authorization = `Bearer ${ada.session}`
const [film, picture] = [randomBytes(5_000), randomBytes(300)]
const vtt = 'WEBVTT\n\n00:00.000 --> 00:02.000\nCrème brûlée\n'

async function withEverything(facts: Parameters<typeof cinema.video>[1]) {
  const video = await cinema.video(ada, { pictures: { 'thumb-1': picture }, ...facts })
  const created_at = '2026-03-04T05:06:07.890Z'
  const caption = { video_id: video.id, language: 'fr', label: 'Français', vtt, created_at }
  await cinema.database.writer.insertInto('captions').values(caption).execute()
  return video
}

const open = await withEverything({ bytes: film, title: 'Ma crème: <été>' })
const own = await withEverything({ bytes: film, privacy: 'private' })

const faces = [
  { at: 'stream', type: 'video/mp4', bytes: film },
  { at: 'pictures/thumb-1', type: 'image/webp', bytes: picture },
  { at: 'captions/fr.vtt', type: 'text/vtt; charset=utf-8', bytes: Buffer.from(vtt) },
]

describe.each(faces)('Given a video, when its $at is asked for', ({ at, type, bytes }) => {
  test('then it comes inline, does nothing, and may be kept by anybody if it is public', async () => {
    const answer = await cinema.get(`/videos/${open.publicId}/${at}`)
    expect(answer.status).toBe(200)
    const { headers } = answer
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('content-disposition')).toMatch(/^inline; filename="Ma cr_me_ __t__\./)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'; /)
    expect(headers.get('cache-control')).toBe('public, max-age=300, must-revalidate')
    expect(headers.get('etag')).toBe(`"${hash('sha256', bytes)}"`)
    expect(headers.get('last-modified')).toBeNull()
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  })

  test('then ranges, HEAD and conditions are answered, and it can be saved', async () => {
    const path = `/videos/${open.publicId}/${at}`
    const part = await cinema.get(path, { range: 'bytes=3-9' })
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 3-9/${bytes.length}`,
    ])
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(3, 10))).toBe(true)
    const head = await cinema.get(path, {}, 'HEAD')
    expect([head.status, head.headers.get('content-length')]).toEqual([200, `${bytes.length}`])
    const etag = head.headers.get('etag') ?? ''
    expect((await cinema.get(path, { 'if-none-match': etag })).status).toBe(304)
    const saved = await cinema.get(`${path}?download`)
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; /)
    await saved.arrayBuffer()
  })

  test('then of a private one its owner alone keeps a copy, and to others it is missing', async () => {
    const path = `/videos/${own.publicId}/${at}`
    const answer = await cinema.get(path, { authorization })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
    expect(answer.headers.get('vary')).toContain('Authorization')
    await answer.arrayBuffer()
    const [foreign, missing] = [
      await cinema.get(path),
      await cinema.get(path.replace(own.publicId, 'AAAAAAAAAAA')),
    ]
    expect([foreign.status, foreign.headers.get('cache-control')]).toEqual([404, 'no-store'])
    expect(reasonOf(await foreign.text(), own.publicId)).toBe(
      reasonOf(await missing.text(), 'AAAAAAAAAAA'),
    )
  })
})

/** An error answer without what differs from request to request. */
function reasonOf(body: string, id: string): string {
  return body.replaceAll(id, 'id').replace(/"requestId":"[^"]*"/, '')
}

describe('Given a video whose file was replaced', () => {
  test('when a client goes on with the old one, then it gets all of the new one', async () => {
    const video = await cinema.video(ada, { bytes: film })
    const path = `/videos/${video.publicId}/stream`
    const before = (await cinema.get(path, {}, 'HEAD')).headers
    const etag = before.get('etag') ?? ''
    const range = 'bytes=10-19'
    expect((await cinema.get(path, { range, 'if-range': etag })).status).toBe(206)
    const other = randomBytes(4_000)
    const facts = { account_id: ada.accountId, kind: 'video', media_type: 'video/webm' } as const
    const created_at = '2026-03-04T05:06:07.890Z'
    const file_id = await storeFile(cinema.shelf, { ...facts, bytes: other, created_at })
    const change = cinema.database.writer.updateTable('videos').set({ file_id })
    await change.where('id', '=', video.id).execute()
    // It was stored long before it took the place of the other: no date proves anything.
    const now = new Date().toUTCString()
    for (const condition of [
      { range, 'if-range': etag },
      { range, 'if-range': new Date(created_at).toUTCString() },
      { 'if-modified-since': now },
    ]) {
      const answer = await cinema.get(path, condition as Record<string, string>)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'video/webm'])
      expect(Buffer.from(await answer.arrayBuffer()).equals(other)).toBe(true)
    }
    expect((await cinema.get(path, { 'if-none-match': etag })).status).toBe(200)
    expect((await cinema.get(path, { 'if-match': etag })).status).toBe(412)
  })
})

describe('Given bytes that are no video', () => {
  test.each(['text/html', 'image/svg+xml', 'application/pdf', 'video/x-unknown', 'text/vtt'])(
    'when they are called %s, then they are saved and never shown',
    async (media_type) => {
      const { publicId } = await cinema.video(ada, { bytes: film, media_type })
      const { headers } = await cinema.get(`/videos/${publicId}/stream`, {}, 'HEAD')
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toMatch(/^attachment; /)
    },
  )

  test('when a video was not looked at yet, then its owner saves it, and nobody else has it', async () => {
    const { publicId } = await cinema.video(ada, { bytes: film, state: 'processing' })
    const path = `/videos/${publicId}/stream`
    const { headers } = await cinema.get(path, { authorization }, 'HEAD')
    expect(headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(headers.get('cache-control')).toBe('private, no-cache')
    expect((await cinema.get(path)).status).toBe(404)
  })

  test.each([
    '/videos/x/stream',
    `/videos/${'A'.repeat(5_000)}/stream`,
    '/videos/%00%00%00%00%00%00%00%00%00%00%00/stream',
    `/videos/${open.publicId}/pictures/none`,
    `/videos/${open.publicId}/pictures/..%2f..%2fetc`,
    `/videos/${open.publicId}/captions/de.vtt`,
    `/videos/${open.publicId}/captions/fr.srt`,
    `/videos/${open.publicId}/captions/fr`,
  ])('when %s is asked for, then it is missing', async (path) => {
    const answer = await cinema.get(path)
    expect([answer.status, (await answer.json()).error.data.reason]).toEqual([404, 'NOT_FOUND'])
  })
})
