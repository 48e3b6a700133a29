import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { memoryOf, watchMemory } from '../../files/hostile/memory.ts'
import { makeClip } from '../clips/clip.ts'
import { uploadClip } from './new-video.ts'

const MEGABYTE = 1_000_000
/** What promise 18 grants. */
const GRANTED = 150 * MEGABYTE

const larder = await startLarder()
const ada = await larder.person('ada')

const large = { framesPerSecond: 5, hasSound: false }

/** Decodes a clip several times and keeps all of its pictures, in a program of its own. */
const careless = `
  import { EncodedVideoChunk, VideoDecoder } from '@napi-rs/webcodecs'
  import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny'
  process.send('ready')
  process.on('message', async (path) => {
    const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
    const track = await input.getPrimaryVideoTrack()
    const kept = []
    const fail = (error) => process.exit(error ? 1 : 2)
    const decoder = new VideoDecoder({ output: (frame) => kept.push(frame), error: fail })
    decoder.configure(await track.getDecoderConfig())
    for (let time = 0; time < 8; time++) {
      for await (const { data, type, microsecondTimestamp } of new EncodedPacketSink(track).packets()) {
        const timestamp = microsecondTimestamp + time * 1_000_000
        decoder.decode(new EncodedVideoChunk({ type, data, timestamp }))
      }
      await decoder.flush()
    }
    setTimeout(() => process.exit(kept.length > 20 ? 0 : 3), 100)
  })
`

describe.runIf(existsSync('/proc/self/status'))(
  'Given clips that are as large as phones make them',
  { timeout: 180_000 },
  () => {
    test('when they are processed, then server and worker grow by 150 MB at most', async () => {
      await uploadClip(ada, await makeClip())
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

    test('control: whoever keeps the pictures of a clip takes more, and is noticed', async () => {
      const clip = await makeClip({ ...large, width: 3_840, height: 2_160, seconds: 0.6 })
      const path = join(larder.directory, 'large.mp4')
      await writeFile(path, clip)
      const program = spawn(process.execPath, ['--input-type=module', '--eval', careless], {
        cwd: import.meta.dirname,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      await once(program, 'message')
      const watch = watchMemory(program.pid ?? 0)
      program.send(path)
      const [code] = await once(program, 'exit')
      const grown = watch.stop()
      expect(code).toBe(0)
      expect(grown).toBeGreaterThan(GRANTED)
    })
  },
)
