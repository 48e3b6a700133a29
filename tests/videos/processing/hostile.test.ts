import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { sha256 } from '../../files/uploads/put-file.ts'
import { box, replaced, withinMovie } from '../clips/boxes.ts'
import { makeClip } from '../clips/clip.ts'
import { uploadClip } from './new-video.ts'
import { setTrap } from './trap.ts'

const larder = await startLarder()
const ada = await larder.person('ada')

const { address, callers } = await setTrap()

const clip = await makeClip({ isIndexLast: true })
const webm = await makeClip({ container: 'webm' })
const soundOnly = await makeClip({ hasPicture: false })

/** As of a movie whose pictures lie in another file. */
function elsewhere(): Buffer {
  // The flag behind the type of the entry says that they lie in this one.
  return replaced(clip, 'url ', (at) => at.writeUInt8(0, 7))
}

const refused: [string, Buffer, string][] = [
  [
    'a playlist',
    Buffer.from(`#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${address}/clip.mp4\n`),
    'not a video',
  ],
  [
    'a list for ffmpeg',
    Buffer.from(`ffconcat version 1.0\nfile /etc/passwd\nfile ${address}/clip.mp4\n`),
    'not a video',
  ],
  ['a text', Buffer.from('peas and beans'), 'not a video'],
  ['one byte', Buffer.from([0]), 'not a video'],
  ['sound without pictures', soundOnly, 'not a video'],
  ['pictures that lie in another file', elsewhere(), 'not a video'],
  ['an end that is missing', clip.subarray(0, Math.floor(clip.length * 0.6)), 'damaged'],
  ['a beginning and nothing else', clip.subarray(0, 40), 'damaged'],
  ['zeros behind its head', Buffer.concat([clip.subarray(0, 64), Buffer.alloc(10_000)]), 'damaged'],
  [
    'zeros behind its head, as WebM',
    Buffer.concat([webm.subarray(0, 40), Buffer.alloc(9_000)]),
    'not a video',
  ],
]

describe('Given a file that is no video, or not all of one', () => {
  test.for(refused)(
    'with %s, then it fails with its reason, and asks nobody',
    async ([, bytes, failure]) => {
      const begun = performance.now()
      const video = await uploadClip(ada, bytes)
      expect(video.state).toBe('failed')
      expect(video.failure).toBe(failure)
      expect(performance.now() - begun).toBeLessThan(30_000)
      expect(callers).toEqual([])
    },
  )

  test('with noise in its pictures, then it is ready or failed, soon', async () => {
    const noisy = Buffer.from(webm)
    for (let at = 2_000; at < noisy.length; at += 7) noisy[at] = (at * 31) % 256
    expect(['ready', 'failed']).toContain((await uploadClip(ada, noisy)).state)
  })

  test('then nothing of it is left in the temporary directory', async () => {
    await larder.quiet()
    const left = await readdir(join(larder.directory, 'incoming')).catch(() => [])
    expect(left).toEqual([])
  })
})

const PLACE = '+48.8584+002.2945/'

const telling: [string, () => Promise<Buffer>][] = [
  [
    'a phone',
    async () =>
      withinMovie(clip, box('udta', box('\xa9xyz', Buffer.from(`\0\x12\x15\xc7${PLACE}`)))),
  ],
  [
    'another phone',
    async () =>
      withinMovie(
        clip,
        box(
          'meta',
          box('hdlr', Buffer.alloc(25)),
          box(
            'keys',
            Buffer.alloc(4),
            Buffer.from([0, 0, 0, 1]),
            box('mdta', Buffer.from('com.apple.quicktime.location.ISO6709')),
          ),
          box('ilst', box('\0\0\0\x01', box('data', Buffer.alloc(8), Buffer.from(PLACE)))),
        ),
      ),
  ],
  [
    'a program that leaves XMP',
    async () => withinMovie(clip, box('uuid', Buffer.alloc(16, 7), Buffer.from(PLACE))),
  ],
  ['a comment', () => makeClip({ comment: PLACE })],
  ['a comment, in Matroska', () => makeClip({ container: 'mkv', comment: PLACE })],
  ['a comment, in QuickTime', () => makeClip({ container: 'mov', comment: PLACE, seed: 4 })],
]

describe('Given a clip that tells where it was filmed', () => {
  test.for(telling)(
    'by %s, then the place is gone, and the clip as long as before',
    async ([, make]) => {
      const bytes = await make()
      expect(bytes.includes(PLACE)).toBe(true)
      const video = await uploadClip(ada, bytes)
      expect(video).toMatchObject({ state: 'ready', size: bytes.length, thumbnail: 'thumbnail-1' })
      const { items } = await ada.larder.files.list({
        sort: [{ by: 'created', direction: 'desc' }],
        limit: 1,
      })
      const [file] = items
      const download = await ada.larder.files.download(file?.id ?? 0)
      const kept = Buffer.from(await (await download.blob()).arrayBuffer())
      expect(sha256(kept)).toBe(file?.sha256)
      expect(kept.includes(PLACE)).toBe(false)
      expect(kept.length).toBe(bytes.length)
      // What was uploaded is known by its hash, and the pictures lie where they lay.
      expect(sha256(kept)).not.toBe(sha256(bytes))
      const again = await uploadClip(ada, kept)
      expect(again).toMatchObject({ state: 'ready', durationMs: video.durationMs })
    },
  )

  test('control: one that tells nothing is kept byte by byte', async () => {
    const bytes = await makeClip({ seed: 8, title: 'a loaf' })
    await uploadClip(ada, bytes)
    const { items } = await ada.larder.files.list({
      sort: [{ by: 'created', direction: 'desc' }],
      limit: 1,
    })
    expect(items[0]?.sha256).toBe(sha256(bytes))
  })
})
