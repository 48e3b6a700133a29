import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { answerOf, putFile, sha256 } from '../../files/uploads/put-file.ts'
import { makeClip } from '../clips/clip.ts'
import { newVideo, processed, uploadClip } from './new-video.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const clip = await makeClip()

describe('Given the entry of a video', () => {
  test('when a clip is uploaded for it in pieces, then it is ready, and says what it is', async () => {
    const video = await uploadClip(ada, clip)
    expect(video).toMatchObject({
      state: 'ready',
      failure: null,
      width: 160,
      height: 90,
      mediaType: 'video/mp4',
      size: clip.length,
    })
    expect(video.durationMs).toBeGreaterThan(1_300)
    expect(video.durationMs).toBeLessThan(1_700)
  })

  test('when it is sent with PUT, or in a form, then it is the same', async () => {
    const [one, two] = [await newVideo(ada), await newVideo(ada)]
    const secret = { authorization: `Bearer ${ada.session}` }
    const put = await fetch(`${larder.url}/files?name=a&as=video&video=${one.id}`, {
      method: 'PUT',
      headers: secret,
      body: clip as BodyInit,
    })
    expect((await answerOf(put)).file().kind).toBe('video')
    const form = new FormData()
    form.set('video', two.id)
    form.set('file', new File([clip as BlobPart], 'loaf.mp4'))
    const posted = await fetch(`${larder.url}/files`, {
      method: 'POST',
      headers: secret,
      body: form,
    })
    expect((await answerOf(posted)).file().kind).toBe('video')
    expect((await processed(ada, one.id)).state).toBe('ready')
    expect((await processed(ada, two.id)).state).toBe('ready')
  })

  test('when its bytes are on their way, then it says so', async () => {
    const { id } = await newVideo(ada)
    const half = { size: clip.length, bytes: clip.subarray(0, 1_000) }
    const begun = await fetch(`${larder.url}/files/uploads`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ada.session}`,
        'tus-resumable': '1.0.0',
        'upload-length': String(half.size),
        'upload-metadata': `filename ${btoa('a')},video ${btoa(id)}`,
      },
    })
    expect(begun.status).toBe(201)
    expect((await ada.larder.videos.get({ id })).state).toBe('uploading')
    await fetch(new URL(begun.headers.get('location') ?? '', `${larder.url}/files/uploads`), {
      method: 'DELETE',
      headers: { authorization: `Bearer ${ada.session}`, 'tus-resumable': '1.0.0' },
    })
    expect((await ada.larder.videos.get({ id })).state).toBe('draft')
  })

  test('when somebody else uploads for it, then it is missing for them', async () => {
    const { id } = await newVideo(ada)
    const bob = await larder.person('bob')
    await expect(bob.larder.files.upload(clip, { video: id })).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    })
    expect((await ada.larder.videos.get({ id })).state).toBe('draft')
  })

  test('when the bytes are here already, then they are found by their hash, and set', async () => {
    const bytes = await makeClip({ seed: 9 })
    const hash = sha256(bytes)
    expect(await ada.larder.videos.hasFile({ sha256: hash })).toEqual({
      videoId: null,
      isIncoming: false,
      fileId: null,
    })
    const file = (await putFile(larder, bytes, { secret: ada.session, as: 'video' })).file()
    expect(await ada.larder.videos.hasFile({ sha256: hash })).toEqual({
      videoId: null,
      isIncoming: false,
      fileId: file.id,
    })
    const { id } = await newVideo(ada)
    expect((await ada.larder.videos.setFile({ id, fileId: file.id })).state).toBe('processing')
    expect((await processed(ada, id)).state).toBe('ready')
    expect(await ada.larder.videos.hasFile({ sha256: hash })).toEqual({
      videoId: id,
      isIncoming: false,
      fileId: null,
    })
    const bob = await larder.person('bob')
    expect(await bob.larder.videos.hasFile({ sha256: hash })).toEqual({
      videoId: null,
      isIncoming: false,
      fileId: null,
    })
    const another = await newVideo(ada)
    await expect(
      ada.larder.videos.setFile({ id: another.id, fileId: file.id }),
    ).rejects.toMatchObject({ reason: 'FILE_IN_USE' })
    await expect(ada.larder.files.delete({ id: file.id })).rejects.toMatchObject({
      reason: 'FILE_IN_USE',
    })
  })

  test('when the clip is no video, then it fails with its reason, and can be tried again', async () => {
    const video = await uploadClip(ada, Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'))
    expect(video).toMatchObject({ state: 'failed', failure: 'not a video' })
    expect((await ada.larder.videos.retry({ id: video.id })).state).toBe('processing')
    expect(await processed(ada, video.id)).toMatchObject({ state: 'failed' })
    const ready = await uploadClip(ada, clip, video)
    expect(ready.state).toBe('ready')
    await expect(ada.larder.videos.retry({ id: video.id })).rejects.toMatchObject({
      reason: 'VIDEO_NOT_FAILED',
    })
  })
})
