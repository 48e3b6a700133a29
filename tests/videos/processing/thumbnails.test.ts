import { expect, test, vi } from 'vitest'
import { startLarder } from '#harness'
import { makeClip } from '../clips/clip.ts'
import { uploadClip } from './new-video.ts'

const larder = await startLarder()
const ada = await larder.person('ada')

test('Given a video, when another of its pictures is chosen, then that stands for it', async () => {
  const { id } = await uploadClip(ada, await makeClip())
  const chosen = await ada.larder.videos.thumbnail.choose({ id, label: 'thumbnail-3' })
  expect(chosen.thumbnail).toBe('thumbnail-3')
  for (const label of ['thumbnail-4', 'storyboard']) {
    await expect(ada.larder.videos.thumbnail.choose({ id, label })).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    })
  }
})

test('Given a video, when a moment is chosen, then a picture of it is made, as often as wanted', async () => {
  const { id } = await uploadClip(ada, await makeClip({ seed: 1, seconds: 2 }))
  const sizes = new Set<number>()
  for (const atMs of [100, 1_900, 90_000]) {
    await ada.larder.videos.thumbnail.choose({ id, label: 'thumbnail-1' })
    await ada.larder.videos.thumbnail.at({ id, atMs })
    await vi.waitFor(
      async () => expect((await ada.larder.videos.get({ id })).thumbnail).toBe('thumbnail-at'),
      { timeout: 20_000 },
    )
    const { items } = await ada.larder.files.list({})
    const made = items
      .flatMap(({ renditions }) => renditions)
      .find(({ label }) => label === 'thumbnail-at')
    sizes.add(made?.size ?? 0)
  }
  expect(sizes.size).toBe(2)
})

test('Given a picture of mine, when it is set, then it stands for the video, also once it is deleted', async () => {
  const { id } = await uploadClip(ada, await makeClip({ seed: 2 }))
  const { default: sharp } = await import('sharp')
  const create = { width: 400, height: 300, channels: 3 as const, background: 'teal' }
  const png = await sharp({ create }).png().toBuffer()
  const picture = await ada.larder.files.upload(png, { name: 'peas.png', as: 'picture' })
  const set = await ada.larder.videos.thumbnail.set({ id, fileId: picture.id })
  expect(set.thumbnail).toBe('thumbnail-own')
  await ada.larder.files.delete({ id: picture.id })
  const answer = await fetch(`${larder.url}/videos/${id}/pictures/thumbnail-own`, {
    headers: { authorization: `Bearer ${ada.session}` },
  })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp'])
  const file = await ada.larder.files.upload(Buffer.from('peas'), { as: 'file' })
  await expect(ada.larder.videos.thumbnail.set({ id, fileId: file.id })).rejects.toMatchObject({
    reason: 'THUMBNAIL_REFUSED',
  })
})
