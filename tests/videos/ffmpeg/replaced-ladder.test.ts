import { readdir } from 'node:fs/promises'
import { createServices } from '@larder/api'
import { sweep } from '@larder/api/src/files/sweep.ts'
import { describe, expect, test, vi } from 'vitest'
import { openStorage, startLarder } from '#harness'
import { disagreements, leftBehind } from '../../files/store/agreement.ts'
import { ffmpeg, ffmpegClip } from '../clips/ffmpeg-clip.ts'
import { newVideo, uploadClip } from '../processing/new-video.ts'
import { heldFfmpeg } from './held-ffmpeg.ts'
import { laddered, played } from './played-ladder.ts'

const NAMES = ['master.m3u8', '360p.m3u8', '360p.mp4']
const wide = { extension: 'mp4', coding: ['-c:v', 'libx264'], size: '640x360', seconds: 2 }
/** It is written anew by ffmpeg, so it can be held while it is looked at. */
const narrow = { extension: 'avi', coding: ['-c:v', 'mpeg4'], size: '480x360', seconds: 1 }
const WIDE = { frames: 20, size: '640x360' }
const NARROW = { size: '480x360' }

describe.runIf(ffmpeg !== undefined)(
  'Given a video that has its ladder, or waits for it',
  async () => {
    const { program, hold, held, release } = await heldFfmpeg()
    const larder = await startLarder({ settings: { LARDER_FFMPEG: program, LARDER_HLS: 'on' } })
    const services = createServices(larder.database, { storage: openStorage(larder) })
    const ada = await larder.person('ada')
    const at = (id: string, name: string) => `${larder.url}/videos/${id}/hls/${name}`

    const served = async (id: string) => {
      const answers = await Promise.all(NAMES.map((name) => fetch(at(id, name))))
      const bodies = await Promise.all(answers.map((answer) => answer.arrayBuffer()))
      return {
        status: answers.map(({ status }) => status),
        bodies: bodies.map((body) => Buffer.from(body)),
      }
    }
    const outcome = (id: string, replacement: { state: string } | null) =>
      vi.waitFor(
        async () => {
          const video = await ada.larder.videos.get({ id })
          if (video.state !== 'ready') throw new Error(`It is ${video.state}.`)
          expect(video.replacement?.state).toBe(replacement?.state)
          return video
        },
        { timeout: 40_000, interval: 50 },
      )
    const nothingIsLeft = async (id: string) => {
      const clock = { now: () => new Date(Date.now() + 2 * 3_600_000) }
      const options = { graceMs: 3_600_000, dryRun: false, strays: false }
      for await (const _ of sweep({ ...services, clock }, options));
      expect(await disagreements(services)).toEqual([])
      expect(await leftBehind(services)).toEqual([])
      await vi.waitFor(async () => {
        expect(await readdir(services.storage.incoming)).toEqual([])
      }, 20_000)
      const { reader } = services.database
      const renditions = await reader
        .selectFrom('renditions')
        .leftJoin('videos', 'videos.file_id', 'renditions.file_id')
        .select(['public_id', 'label'])
        .where('label', 'like', 'hls-%')
        .execute()
      expect(renditions.filter(({ public_id }) => public_id === null)).toEqual([])
      const own = renditions.filter(({ public_id }) => public_id === id)
      expect(own.map(({ label }) => label).sort()).toEqual(
        NAMES.map((name) => `hls-${name}`).sort(),
      )
    }

    test('when its file is replaced, then the old ladder is watched until the new file is good, and never beside it', async () => {
      const entry = await newVideo(ada, { privacy: 'public' })
      const { id } = await uploadClip(ada, await ffmpegClip(wide), entry)
      await laddered(ada.larder, id)
      const before = await served(id)
      expect(before.status).toEqual([200, 200, 200])
      const [rung = '', old = ''] = before.bodies.join('\n').match(/^360p\.\w+\?\S+$/gm) ?? []
      const status = async (name: string) => (await fetch(at(id, name))).status
      expect([await status(rung), await status(old)]).toEqual([200, 200])

      await hold('looking')
      await hold('coding')
      await ada.larder.files.upload(await ffmpegClip(narrow), { name: 'new.avi', video: id })
      await outcome(id, { state: 'processing' })
      await held('looking')
      expect(await served(id)).toEqual(before)
      expect(await played(at(id, 'master.m3u8'))).toEqual(WIDE)

      await release('looking')
      expect(await outcome(id, null)).toMatchObject({ width: 480, hls: null })
      expect((await served(id)).status).toEqual([404, 404, 404])
      await held('coding')
      expect((await served(id)).status).toEqual([404, 404, 404])

      await release('coding')
      await laddered(ada.larder, id)
      expect(await played(at(id, 'master.m3u8'))).toMatchObject(NARROW)
      for (const [index, body] of (await served(id)).bodies.entries()) {
        expect(body.equals(before.bodies[index] ?? body)).toBe(false)
      }
      // Who still has the old lists is not given bytes of another film for them.
      expect([await status(rung), await status(old)]).toEqual([404, 404])
      await nothingIsLeft(id)
    })

    test('when what is to replace its file is damaged, then its ladder stays as it is', async () => {
      const entry = await newVideo(ada, { privacy: 'public' })
      const { id } = await uploadClip(ada, await ffmpegClip(wide), entry)
      const { hls } = await laddered(ada.larder, id)
      const before = [await served(id), await ada.larder.files.usage({})]
      const whole = await ffmpegClip({
        ...wide,
        coding: [...wide.coding, '-movflags', 'faststart'],
      })
      const half = whole.subarray(0, whole.length / 2)
      await ada.larder.files.upload(half, { name: 'new.mp4', video: id })
      const after = await outcome(id, { state: 'failed' })
      expect(after).toMatchObject({ hls, replacement: { failure: 'damaged' } })
      expect([await served(id), await ada.larder.files.usage({})]).toEqual(before)
      expect(await played(at(id, 'master.m3u8'))).toEqual(WIDE)
      await nothingIsLeft(id)
    })

    test('when its file is replaced while its ladder is made, then that one is nowhere', async () => {
      await hold('coding')
      const entry = await newVideo(ada, { privacy: 'public' })
      const { id } = await uploadClip(ada, await ffmpegClip({ ...wide, seconds: 3 }), entry)
      await held('coding')
      await ada.larder.files.upload(await ffmpegClip({ ...narrow, seconds: 1.2 }), {
        name: 'new.avi',
        video: id,
      })
      await vi.waitFor(async () => {
        expect(await ada.larder.videos.get({ id })).toMatchObject({ width: 480, hls: null })
      }, 20_000)
      await release('coding')
      await laddered(ada.larder, id)
      expect(await played(at(id, 'master.m3u8'))).toMatchObject(NARROW)
      const ladders = services.database.reader
        .selectFrom('tasks')
        .select('outcome')
        .where('kind', '=', 'video ladder')
        .orderBy('id', 'desc')
        .limit(2)
      await vi.waitFor(async () => {
        expect((await ladders.execute()).map(({ outcome }) => outcome)).toEqual([
          'a ladder of 360p',
          'The video has other bytes by now, or these are known.',
        ])
      }, 20_000)
      await nothingIsLeft(id)
    })
  },
)
