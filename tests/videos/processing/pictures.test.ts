import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import type { ClipOptions } from '../clips/clip.ts'
import { makeClip } from '../clips/clip.ts'
import { uploadClip } from './new-video.ts'

const larder = await startLarder()
const ada = await larder.person('ada')

const LABELS = ['storyboard', 'thumbnail-1', 'thumbnail-2', 'thumbnail-3']

const clips: ClipOptions[] = [
  { container: 'mp4' },
  { container: 'mov' },
  { container: 'webm', codec: 'vp8' },
  { container: 'webm', codec: 'vp9' },
  { container: 'mkv', codec: 'avc' },
  { container: 'mkv', hasSound: false },
  { container: 'mp4', rotation: 90 },
  { container: 'mp4', hasSound: false },
]

async function pictureOf(id: string, label: string): Promise<Buffer> {
  const answer = await fetch(`${larder.url}/videos/${id}/pictures/${label}`, {
    headers: { authorization: `Bearer ${ada.session}` },
  })
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

describe('Given clips of several formats', () => {
  test.for(clips)('when %o is uploaded, then it gets its pictures, upright', async (options) => {
    const video = await uploadClip(ada, await makeClip({ ...options, seconds: 2 }))
    expect(video.state).toBe('ready')
    expect(video.pictures.map(({ label }) => label).sort()).toEqual(LABELS)
    expect(video.thumbnail).toBe('thumbnail-1')
    const [width, height] = options.rotation ? [90, 160] : [160, 90]
    expect(video).toMatchObject({ width, height })
    expect(video.pictures.find(({ label }) => label === 'thumbnail-1')).toMatchObject({
      width,
      height,
    })
    expect(video.storyboard).toMatchObject({ columns: video.storyboard?.tiles })
    const picture = await pictureOf(video.id, 'thumbnail-2')
    const { format, exif } = await sharp(picture).metadata()
    expect({ format, exif }).toEqual({ format: 'webp', exif: undefined })
    // Red is at the left and green at the top, before it is turned.
    const { data } = await sharp(picture)
      .resize(2, 2, { fit: 'fill' })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const [topLeft = 0, topRight = 0] = [data[1], data[4]]
    if (options.rotation) expect(topRight).toBeGreaterThan(topLeft)
  })

  test('when the beginning is black, then no thumbnail is', async () => {
    const video = await uploadClip(ada, await makeClip({ seconds: 3, blackSeconds: 0.5 }))
    const { channels } = await sharp(await pictureOf(video.id, 'thumbnail-1')).stats()
    expect(Math.max(...channels.map(({ mean }) => mean))).toBeGreaterThan(60)
    const { dominant } = await sharp(await pictureOf(video.id, 'storyboard')).stats()
    expect(dominant).toBeDefined()
  })

  test('when all of it is black, then it is ready all the same', async () => {
    const video = await uploadClip(ada, await makeClip({ blackSeconds: 9 }))
    expect(video).toMatchObject({ state: 'ready', thumbnail: 'thumbnail-1' })
  })

  test('then the pictures are counted on the quota', async () => {
    const bob = await larder.person('bob')
    const clip = await makeClip()
    await uploadClip(bob, clip)
    const { items } = await bob.larder.files.list({})
    const [file] = items
    const pictures = (file?.renditions ?? []).reduce((sum, { size }) => sum + size, 0)
    expect(pictures).toBeGreaterThan(0)
    expect((await bob.larder.files.usage({})).usedBytes).toBe(clip.length + pictures)
  })
})
