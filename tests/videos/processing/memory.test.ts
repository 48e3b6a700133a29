import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { memoryOf, watchMemory } from '../../files/hostile/memory.ts'
import { makeClip } from '../clips/clip.ts'
import { uploadClip } from './new-video.ts'

const MEGABYTE = 1_000_000
/** What promise 18 grants. */
const GRANTED = 150 * MEGABYTE

/** As `npm start` has it: how much garbage waits is no matter of videos. */
const settings = { NODE_OPTIONS: '--max-semi-space-size=2' }
const larder = await startLarder({ settings })
const ada = await larder.person('ada')

describe.runIf(existsSync('/proc/self/status'))(
  'Given clips that are as large as phones make them',
  { timeout: 180_000 },
  () => {
    test('when they are processed, then server and worker grow by 150 MB at most', async () => {
      await uploadClip(ada, await makeClip())
      const large = { framesPerSecond: 5, hasSound: false }
      const clips = [
        await makeClip({ ...large, width: 1_920, height: 1_080 }),
        await makeClip({ ...large, width: 3_840, height: 2_160, seconds: 0.6 }),
      ]
      const before = memoryOf(larder.pid)
      const watch = watchMemory(larder.pid, before)
      const [high, huge] = [
        await uploadClip(ada, clips[0] ?? Buffer.alloc(0)),
        await uploadClip(ada, clips[1] ?? Buffer.alloc(0)),
      ]
      const grown = watch.stop()
      expect(high).toMatchObject({ state: 'ready', width: 1_920, thumbnail: 'thumbnail-1' })
      expect(huge).toMatchObject({ state: 'ready', width: 3_840 })
      const made = `${high.pictures.length} and ${huge.pictures.length} pictures`
      figure(
        18,
        `clips of 1080p and 2160p: ${made}, +${Math.round(grown / MEGABYTE)} MB (at most 150)`,
      )
      expect(grown).toBeLessThan(GRANTED)
    })
  },
)
