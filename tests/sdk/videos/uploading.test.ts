import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VideoProgress } from '@larder/sdk'
import { createLarder } from '@larder/sdk'
import { fileAt, saveVideo } from '@larder/sdk/node'
import { describe, expect, inject, test } from 'vitest'
import { startLarder } from '#harness'
import { makeClip } from '../../videos/clips/clip.ts'
import { sha256 } from '../files/bytes.ts'
import { sendingLine } from '../files/sending-line.ts'
import { watchedFetch } from '../files/watched-fetch.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const { id: channelId } = await ada.larder.channels.create({ handle: 'kitchen', name: 'Kitchen' })
const directory = inject('temporaryDirectory')
let seed = 100

/** A clip that is like no other, as a file here. */
async function clipAt(name: string): Promise<{ path: string; bytes: Buffer }> {
  const bytes = await makeClip({ seed: seed++ })
  const path = join(directory, `${Math.random().toString(36).slice(2)}-${name}`)
  writeFileSync(path, bytes)
  return { path, bytes }
}

describe('Given somebody with a channel', () => {
  test('when a clip is uploaded from Node, then the video is answered once it is ready', async () => {
    const { path, bytes } = await clipAt('loaf.mp4')
    const told: VideoProgress[] = []
    let created: string | undefined
    const video = await ada.larder.videos.upload(await fileAt(path), {
      channelId,
      title: 'a loaf',
      tags: ['bread'],
      onProgress: (step) => told.push(step),
      onCreated: ({ id }) => {
        created = id
      },
    })
    expect(video).toMatchObject({ id: created, title: 'a loaf', tags: ['bread'], state: 'ready' })
    const phases = told.map(({ phase }) => phase)
    expect([...new Set(phases)]).toEqual(['hashing', 'uploading', 'processing'])
    expect(told.at(-1)).toMatchObject({ sentBytes: bytes.length, totalBytes: bytes.length })
    const back = `${path}.back`
    expect(await saveVideo(ada.larder, video.id, back)).toMatchObject({ mediaType: 'video/mp4' })
    const stream = await ada.larder.videos.download(video.id, { range: { start: 4, end: 7 } })
    expect(await (await stream.blob()).text()).toBe('ftyp')
  })

  test('when it is uploaded again, then nothing is sent, and the same video is answered', async () => {
    const { path, bytes } = await clipAt('loaf.mp4')
    const first = await ada.larder.videos.upload(bytes, { channelId, title: 'one' })
    const { fetch, pieces } = watchedFetch()
    const client = createLarder({ url: larder.url, token: ada.session, fetch })
    const known: string[] = []
    const wishes = { channelId, title: 'two', onKnown: ({ id }: { id: string }) => known.push(id) }
    for (const content of [await fileAt(path), bytes, new Blob([new Uint8Array(bytes)])]) {
      expect(await client.videos.upload(content, wishes)).toMatchObject({
        id: first.id,
        title: 'one',
      })
    }
    expect([known, pieces]).toEqual([[first.id, first.id, first.id], []])
    // The control: it is sent when that is what somebody wants, and what comes as a stream always is.
    const again = await client.videos.upload(bytes, { ...wishes, again: true })
    const stream = await client.videos.upload(new Blob([new Uint8Array(bytes)]).stream(), wishes)
    expect(new Set([first.id, again.id, stream.id]).size).toBe(3)
    expect(pieces.length).toBeGreaterThan(0)
  })

  test('when the server has the bytes for no video, then the entry gets them unsent', async () => {
    const { bytes } = await clipAt('loaf.mp4')
    await ada.larder.files.upload(bytes, { as: 'video' })
    const { fetch, pieces } = watchedFetch()
    const client = createLarder({ url: larder.url, token: ada.session, fetch })
    const video = await client.videos.upload(bytes, { channelId, title: 'found' })
    expect([video.state, video.title, pieces]).toEqual(['ready', 'found', []])
  })

  test('when the video has bytes already, then the new ones are waited for', async () => {
    const [one, two] = [await makeClip({ seed: seed++ }), await makeClip({ seconds: 3 })]
    const first = await ada.larder.videos.upload(one, { channelId, title: 'one' })
    const second = await ada.larder.videos.upload(two, { id: first.id })
    expect(second).toMatchObject({ id: first.id, title: 'one', state: 'ready' })
    expect(second.durationMs).toBeGreaterThan((first.durationMs ?? 0) + 1_000)
  })

  test('when it is no video, then it throws why, and a better one can follow', async () => {
    const ids: string[] = []
    const wishes = {
      channelId,
      title: 'a list',
      onCreated: ({ id }: { id: string }) => ids.push(id),
    }
    const text = new TextEncoder().encode('#EXTM3U\nfile:///etc/passwd\n')
    const failing = () => ada.larder.videos.upload(text, wishes)
    const failure = { reason: 'VIDEO_FAILED', details: { failure: 'not a video' } }
    await expect(failing()).rejects.toMatchObject(failure)
    // It is the same entry that is tried again.
    await expect(failing()).rejects.toMatchObject(failure)
    expect(ids).toHaveLength(1)
    const [id = ''] = ids
    const bytes = await makeClip({ seed: seed++ })
    expect(await ada.larder.videos.upload(bytes, { id })).toMatchObject({ id, state: 'ready' })
  })

  test('when the connection breaks again and again, then it is a video all the same', async () => {
    const { path, bytes } = await clipAt('loaf.mp4')
    const line = await sendingLine(larder.url, {
      cutAfter: () => {
        if (line.cuts >= 5) line.heal()
        return 2_000 + Math.ceil((Math.random() * bytes.length) / 3)
      },
    })
    const client = createLarder({ url: line.url, token: ada.session })
    const video = await client.videos.upload(await fileAt(path), { channelId, title: 'over holes' })
    expect(video.state).toBe('ready')
    expect(line.cuts).toBeGreaterThan(0)
    const { videoId } = await ada.larder.videos.hasFile({ sha256: sha256(bytes) })
    expect(videoId).toBe(video.id)
  })

  test('when it is aborted, then another program goes on with the entry and the bytes', async () => {
    const { path, bytes } = await clipAt('loaf.mp4')
    const line = await sendingLine(larder.url, { bytesPerSecond: 20_000 })
    const client = createLarder({ url: line.url, token: ada.session })
    const leaving = new AbortController()
    const begun = { id: '', resume: '' }
    const uploading = client.videos.upload(await fileAt(path), {
      channelId,
      title: 'in two halves',
      signal: leaving.signal,
      onCreated: ({ id }) => {
        begun.id = id
      },
      onBegun(uploadId) {
        begun.resume = uploadId
        leaving.abort(new Error('enough'))
      },
    })
    await expect(uploading).rejects.toThrow('enough')
    expect(await ada.larder.videos.get({ id: begun.id })).toMatchObject({ state: 'uploading' })
    const video = await ada.larder.videos.upload(await fileAt(path), begun)
    expect(video).toMatchObject({ id: begun.id, title: 'in two halves', state: 'ready' })
    expect(video.size).toBeGreaterThan(bytes.length / 2)
  })

  test('when a token may not read events, then it is asked now and then instead', async () => {
    const { token } = await ada.larder.accounts.tokens.create({
      name: 'uploads',
      scopes: ['videos:read', 'videos:write', 'files:write'],
    })
    const client = createLarder({ url: larder.url, token })
    const bytes = await makeClip({ seed: seed++ })
    const video = await client.videos.upload(bytes, { channelId, title: 'by a script' })
    expect(video.state).toBe('ready')
  })

  test('when it belongs to nobody there is, then nothing is created', async () => {
    const bytes = await makeClip({ seed: seed++ })
    const bob = await larder.person('bob')
    const uploads = [
      () => bob.larder.videos.upload(bytes, { channelId, title: 'not mine' }),
      () => bob.larder.videos.upload(bytes, { id: 'AAAAAAAAAAA' }),
    ]
    for (const upload of uploads) {
      await expect(upload()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    }
  })
})
