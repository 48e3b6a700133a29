import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { ffmpeg, ffmpegClip, turned } from '../clips/ffmpeg-clip.ts'
import { uploadClip } from '../processing/new-video.ts'
import { laddered, namedIn, played, rangesIn, rungsIn } from './played-ladder.ts'

interface Shape {
  /** Degrees. */
  turn?: number
  /** A second. */
  pictures?: number
  rungs: [name: string, size: string][]
}

const SECONDS = 1.5

/** As what a video is coded, and the rungs that it gets. */
const videos: [string, Shape][] = [
  [
    '1920x1080',
    {
      rungs: [
        ['360p', '640x360'],
        ['720p', '1280x720'],
        ['1080p', '1920x1080'],
      ],
    },
  ],
  // Telephones film so. More pictures take a higher level of H.264.
  [
    '1280x720',
    {
      pictures: 60,
      rungs: [
        ['360p', '640x360'],
        ['720p', '1280x720'],
      ],
    },
  ],
  // 360x485 and 720x970: one side is odd.
  [
    '970x720',
    {
      turn: 90,
      rungs: [
        ['360p', '360x484'],
        ['720p', '720x970'],
      ],
    },
  ],
]

describe.runIf(ffmpeg !== undefined)('Given a server that makes ladders', async () => {
  const larder = await startLarder({
    settings: { LARDER_FFMPEG: ffmpeg ?? '', LARDER_HLS: 'on' },
  })
  const ada = await larder.person('ada')

  test.for(videos)(
    'when a video of %s comes, then each of its rungs is played in the size that is told',
    async ([size, { turn, pictures = 10, rungs }]) => {
      const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-r', `${pictures}`]
      const lying = await ffmpegClip({ extension: 'mp4', coding, size, seconds: SECONDS })
      const bytes = turn === undefined ? lying : await turned(lying, 'mp4', turn)
      const { id } = await uploadClip(ada, bytes)
      await laddered(ada.larder, id)
      await ada.larder.videos.publish({ id })
      const { grant } = await ada.larder.videos.link({ id })
      const at = (name: string) => `${larder.url}/videos/${id}/hls/${name}?grant=${grant}`

      const told = rungsIn(await (await fetch(at('master.m3u8'))).text())
      expect(told.map((rung) => [rung.name, rung.size])).toEqual(rungs)
      for (const { name, size, codecs } of told) {
        const list = await (await fetch(at(`${name}.m3u8`))).text()
        expect(new Set(namedIn(list))).toEqual(new Set([`${name}.mp4`]))
        const part = Buffer.from(await (await fetch(at(`${name}.mp4`))).arrayBuffer())
        const ranges = rangesIn(list)
        expect(ranges.length).toBeGreaterThan(1)
        for (const [index, { start, end }] of ranges.entries()) {
          expect(start).toBe(ranges[index - 1]?.end ?? 0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(part.length)
        }
        expect(await played(at(`${name}.m3u8`))).toEqual({ frames: SECONDS * pictures, size })
        expect(codecs).toBe(`${codecIn(part)},mp4a.40.2`)
      }
    },
  )
})

/** What a decoder has to be ready for: the profile and level of H.264. */
function codecIn(film: Buffer): string {
  const at = film.indexOf('avcC', 0, 'latin1')
  expect(at).toBeGreaterThan(0)
  return `avc1.${film.toString('hex', at + 5, at + 8)}`
}
