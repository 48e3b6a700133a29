import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { putFile } from '../uploads/put-file.ts'
import { bombs } from './bombs.ts'
import { complaintAbout, outcomeOf } from './hostile-file.ts'
import { memoryOf, watchMemory } from './memory.ts'
import { dearestPictures } from './odd-pictures.ts'

const MEGABYTE = 1_000_000
/** What promise 18 grants. */
const GRANTED = 150 * MEGABYTE

const larder = await startLarder()
const ada = await larder.person('ada')
const dearest = await dearestPictures()

/** Decodes a file with no bounds at all, in a program of its own. */
const careless = `
  import sharp from 'sharp'
  process.send('ready')
  process.on('message', async (path) => {
    await sharp(path, { limitInputPixels: false }).webp().toBuffer()
    process.exit()
  })
`

describe.runIf(existsSync('/proc/self/status'))(
  'Given pictures that take much memory',
  { timeout: 300_000 },
  () => {
    test('when they are uploaded one after another, then server and decoder grow by 150 MB at most', async () => {
      const complaints: string[] = []
      const outcomes: string[] = []
      let most = 0
      // What the server loads for the first files of its life, and what it works with, is no matter of
      // hostile ones.
      for (const bytes of [10, 20_000_000, 20_000_000]) {
        await putFile(larder, randomBytes(bytes), { secret: ada.session, as: 'file' })
      }
      const before = memoryOf(larder.pid)
      for (const hostile of [...(await bombs()), ...dearest]) {
        const watch = watchMemory(larder.pid, before)
        const begun = performance.now()
        const { as = 'picture', bytes, what } = hostile
        const answer = await putFile(larder, bytes, { secret: ada.session, as })
        const ms = performance.now() - begun
        const { outcome } = outcomeOf(answer)
        complaints.push(...complaintAbout(hostile, { status: answer.status, outcome, ms }))
        const grown = watch.stop()
        most = Math.max(most, grown)
        outcomes.push(`${what}: ${outcome}, +${mega(grown)} MB in ${Math.round(ms)} ms`)
      }
      console.log(outcomes.join('\n'))
      expect(complaints).toEqual([])
      figure(18, `the dearest pictures: server and decoder grow by ${mega(most)} MB (at most 150)`)
      expect(most).toBeLessThan(GRANTED)
    })

    test('control: decoding one without bounds takes more, and is noticed', async () => {
      const misty = dearest.find(({ what }) => what.includes('opacity is noise'))
      const path = join(larder.directory, 'dearest.png')
      await writeFile(path, misty?.bytes ?? '')
      const program = spawn(process.execPath, ['--input-type=module', '--eval', careless], {
        cwd: import.meta.dirname,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      await new Promise((resolve) => program.once('message', resolve))
      const watch = watchMemory(program.pid ?? 0)
      program.send(path)
      await new Promise((resolve) => program.once('exit', resolve))
      expect(watch.stop()).toBeGreaterThan(GRANTED)
    })
  },
)

function mega(bytes: number): number {
  return Math.round(bytes / MEGABYTE)
}
