import { createServices } from '@larder/api'
import { sweep } from '@larder/api/src/files/sweep.ts'
import { describe, expect, test, vi } from 'vitest'
import { openStorage, startLarder } from '#harness'
import { disagreements, leftBehind } from '../../files/store/agreement.ts'
import { sha256 } from '../../files/uploads/put-file.ts'
import { makeClip } from '../clips/clip.ts'
import type { Video } from './new-video.ts'
import { newVideo, processed, uploadClip } from './new-video.ts'

const larder = await startLarder()
const services = createServices(larder.database, { storage: openStorage(larder) })
const ada = await larder.person('ada')
const bob = await larder.person('bob')
let seed = 700
const ANYTHING = Buffer.from('#EXTM3U\nfile:///etc/passwd\n')

/** A video that everybody watches, and the bytes that it was made of. */
async function watched(): Promise<{ video: Video; film: Buffer }> {
  const film = await makeClip({ seed: seed++ })
  const entry = await newVideo(ada, { privacy: 'public', description: '0:00 Flour\n0:01 Water' })
  return { film, video: await uploadClip(ada, film, entry) }
}

async function bytesOf(id: string, range = 'bytes=0-'): Promise<Buffer> {
  const answer = await fetch(`${larder.url}/videos/${id}/stream`, { headers: { range } })
  expect(answer.status).toBe(206)
  return Buffer.from(await answer.arrayBuffer())
}

const usage = () => ada.larder.files.usage({})

/** What came of other bytes for a video, which stays ready all the time. */
function outcome({ id }: Video, state: 'failed' | undefined): Promise<Video> {
  return vi.waitFor(
    async () => {
      const video = await ada.larder.videos.get({ id })
      if (video.state !== 'ready') throw new Error(`It is ${video.state}.`)
      expect(video.replacement?.state).toBe(state)
      return video
    },
    { timeout: 40_000, interval: 50 },
  )
}

function factsOf({ replacement: _, ...facts }: Video) {
  return facts
}

describe('Given a video that people watch', () => {
  test('when what is uploaded for it is no video, then it stays as it is, and its owner is told', async () => {
    const { video, film } = await watched()
    const { id } = video
    const before = await usage()
    await ada.larder.files.upload(ANYTHING, { name: 'new.mp4', video: id })
    const after = await outcome(video, 'failed')
    expect(after.replacement).toEqual({ state: 'failed', failure: 'not a video' })
    expect(factsOf(after)).toEqual(factsOf(video))
    expect((await bytesOf(id)).equals(film)).toBe(true)
    expect((await bytesOf(id, 'bytes=100-299')).equals(film.subarray(100, 300))).toBe(true)
    expect((await bytesOf(id, 'bytes=-77')).equals(film.subarray(-77))).toBe(true)
    const picture = await fetch(`${larder.url}/videos/${id}/pictures/${video.thumbnail}`)
    expect(picture.status).toBe(200)
    expect(await usage()).toEqual(before)
    expect((await bob.larder.videos.get({ id })).replacement).toBeNull()
    const told = await vi.waitFor(
      async () => {
        const { items } = await ada.larder.notifications.list({})
        const failed = items.find((item) => item.kind === 'failed' && item.video.id === id)
        expect(failed).toBeDefined()
        return failed
      },
      { timeout: 20_000 },
    )
    expect(told?.failure).toEqual({ reason: 'not a video', isOfReplacement: true })
    const { items } = await ada.larder.events.list({
      types: ['VideoReplacementFailed', 'VideoFailed'],
    })
    const types = items.map(({ type }) => type)
    expect(types).toContain('VideoReplacementFailed')
    expect(types).not.toContain('VideoFailed')
  })

  test('when a better clip replaces it, then its link stays, and the old bytes are swept', async () => {
    const { video, film } = await watched()
    const { id } = video
    await expect(ada.larder.videos.upload(ANYTHING, { id })).rejects.toMatchObject({
      reason: 'VIDEO_FAILED',
      details: { videoId: id, failure: 'not a video', keepsFile: true },
    })
    const better = await makeClip({ container: 'webm', seconds: 3, seed: seed++ })
    const after = await ada.larder.videos.upload(better, { id })
    expect(after).toMatchObject({ id, title: video.title, mediaType: 'video/webm' })
    expect(after).toMatchObject({ state: 'ready', failure: null, replacement: null })
    expect(after.durationMs).toBeGreaterThan((video.durationMs ?? 0) + 1_000)
    expect((await bytesOf(id)).equals(better)).toBe(true)
    expect(await ada.larder.videos.hasFile({ sha256: sha256(better) })).toMatchObject({
      videoId: id,
      isIncoming: false,
    })
    expect((await ada.larder.videos.hasFile({ sha256: sha256(film) })).videoId).toBeNull()
    const clock = { now: () => new Date(Date.now() + 2 * 3_600_000) }
    const options = { graceMs: 3_600_000, dryRun: false, strays: false }
    for await (const _ of sweep({ ...services, clock }, options));
    expect(await disagreements(services)).toEqual([])
    expect(await leftBehind(services)).toEqual([])
    expect((await bytesOf(id)).equals(better)).toBe(true)
  })

  test('when two clips come one after the other, then it has the second, and the first is nowhere', async () => {
    const { video } = await watched()
    const { files } = await usage()
    const [one, two] = [await makeClip({ seed: seed++ }), await makeClip({ seed: seed++ })]
    await ada.larder.files.upload(one, { video: video.id })
    await ada.larder.files.upload(two, { video: video.id })
    await processed(ada, video.id, sha256(two))
    await outcome(video, undefined)
    expect((await bytesOf(video.id)).equals(two)).toBe(true)
    expect((await usage()).files).toBe(files)
    expect((await ada.larder.videos.hasFile({ sha256: sha256(one) })).fileId).toBeNull()
    expect(await disagreements(services)).toEqual([])
  })
})
