import sharp from 'sharp'
import { describe, expect, test, vi } from 'vitest'
import { startLarder } from '#harness'
import type { FfmpegClip } from '../clips/ffmpeg-clip.ts'
import { ffmpeg, ffmpegClip, turned } from '../clips/ffmpeg-clip.ts'
import { uploadClip } from '../processing/new-video.ts'

const settings = { LARDER_FFMPEG: ffmpeg ?? 'off' }
const larder = await startLarder({ settings })
const ada = await larder.person('ada')

const ALL = ['storyboard', 'thumbnail-1', 'thumbnail-2', 'thumbnail-3']
const PLACE = '+48.8584+002.2945/'
const mpeg2 = ['-c:v', 'mpeg2video', '-r', '25', '-c:a', 'mp2']

/** What is not read by what comes with Larder. */
const foreign: [string, FfmpegClip][] = [
  ['AVI', { extension: 'avi', coding: ['-c:v', 'mpeg4', '-bf', '2', '-c:a', 'libmp3lame'] }],
  ['MPEG-PS', { extension: 'mpg', coding: mpeg2 }],
  ['MPEG-TS with MPEG-2', { extension: 'ts', coding: mpeg2 }],
  ['FLV', { extension: 'flv', coding: ['-c:v', 'flv1', '-c:a', 'libmp3lame'] }],
  ['WMV', { extension: 'wmv', coding: ['-c:v', 'wmv2', '-c:a', 'wmav2'] }],
]

/** What is read, but not decoded. */
const undecoded: [string, FfmpegClip][] = [
  ['MPEG-4 part 2', { extension: 'mp4', coding: ['-c:v', 'mpeg4'] }],
  ['ProRes', { extension: 'mov', coding: ['-c:v', 'prores_ks', '-c:a', 'pcm_s16le'] }],
]

describe.runIf(ffmpeg !== undefined)('Given a server that has ffmpeg', () => {
  test.for(foreign)(
    'when %s comes, then it is kept as Matroska, with its pictures, and tells no place',
    async ([, clip]) => {
      const coding = [...clip.coding, '-metadata', `comment=${PLACE}`, '-metadata', 'title=loaf']
      const bytes = await ffmpegClip({ ...clip, coding })
      const bob = await larder.person('bob')
      const video = await uploadClip(bob, bytes)
      expect(video).toMatchObject({ state: 'ready', width: 160, height: 90 })
      expect(video.mediaType).toMatch(/matroska/)
      expect(video.durationMs).toBeGreaterThan(1_200)
      expect(video.durationMs).toBeLessThan(1_900)
      expect(video.pictures.map(({ label }) => label).sort()).toEqual(ALL)
      const [file] = (await bob.larder.files.list({})).items
      const kept = await (await bob.larder.files.download(file?.id ?? 0)).blob()
      const text = Buffer.from(await kept.arrayBuffer()).toString('latin1')
      expect(text).not.toContain(PLACE)
      expect([kept.size, file?.size]).toEqual([video.size, video.size])
      const pictures = (file?.renditions ?? []).reduce((sum, { size }) => sum + size, 0)
      expect((await bob.larder.files.usage({})).usedBytes).toBe(kept.size + pictures)
    },
  )

  test.for(undecoded)('when %s comes, then it stays, and gets its pictures', async ([, clip]) => {
    const bytes = await ffmpegClip(clip)
    const video = await uploadClip(ada, bytes)
    expect(video).toMatchObject({ state: 'ready', size: bytes.length })
    expect(video.pictures.map(({ label }) => label).sort()).toEqual(ALL)
    await ada.larder.videos.thumbnail.at({ id: video.id, atMs: 90_000 })
    await vi.waitFor(
      async () => {
        const { thumbnail } = await ada.larder.videos.get({ id: video.id })
        expect(thumbnail).toBe('thumbnail-at')
      },
      { timeout: 20_000 },
    )
  })

  test('when it is too large to be decoded by what comes with Larder, then it gets its pictures, upright', async () => {
    const lying = await ffmpegClip({
      extension: 'mp4',
      coding: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error'],
      size: '3840x2160',
      seconds: 0.5,
      hasSound: false,
    })
    const video = await uploadClip(ada, await turned(lying, 'mp4', 90))
    expect(video).toMatchObject({ state: 'ready', width: 2_160, height: 3_840 })
    expect(video.pictures.map(({ label }) => label)).toContain('thumbnail-3')
    const answer = await fetch(`${larder.url}/videos/${video.id}/pictures/thumbnail-1`, {
      headers: { authorization: `Bearer ${ada.session}` },
    })
    const { width = 0, height = 0 } = await sharp(await answer.arrayBuffer()).metadata()
    expect(height).toBeGreaterThan(width)
  })
})

describe.runIf(ffmpeg !== undefined)('Given a server without ffmpeg', () => {
  test('when AVI comes, then it says what is missing; and once that is there, it can be tried again', async () => {
    const without = await startLarder()
    const eve = await without.person('eve')
    const [, avi] = foreign[0] ?? ['', { extension: 'avi', coding: [] }]
    const { id, ...video } = await uploadClip(eve, await ffmpegClip(avi))
    expect(video).toMatchObject({ state: 'failed', failure: 'needs ffmpeg' })
    await without.kill()
    const now = await startLarder({ settings, on: without })
    const again = now.client({ token: eve.session })
    await again.videos.retry({ id })
    await vi.waitFor(async () => expect((await again.videos.get({ id })).state).toBe('ready'), {
      timeout: 20_000,
    })
  })
})
