import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import type { TestServer } from '#harness'
import { figure, startLarder } from '#harness'
import { outcomeOf } from '../hostile/hostile-file.ts'
import { childrenOf } from '../hostile/memory.ts'
import { putFile } from '../uploads/put-file.ts'
import { plainPicture } from './some-pictures.ts'

const small = await plainPicture(300, 200)

/** A server, with somebody who uploads pictures to it. */
async function uploader() {
  const larder = await startLarder()
  const { session: secret } = await larder.person('ada')
  const upload = async (bytes: Buffer = small) =>
    outcomeOf(await putFile(larder, bytes, { secret, as: 'picture' })).outcome
  return { larder, upload }
}

/** The process that decodes, as soon as there is one. */
function decoderOf({ pid }: TestServer): Promise<number> {
  return vi.waitFor(() => childrenOf(pid)[0] ?? expect.fail('There is no decoder.'), {
    timeout: 15_000,
    interval: 5,
  })
}

describe.runIf(existsSync('/proc/self/status'))(
  'Given the process that decodes pictures',
  { timeout: 120_000 },
  () => {
    test('when it is killed in the middle, then that picture is damaged and the next one is fine', async () => {
      const { larder, upload } = await uploader()
      expect(childrenOf(larder.pid)).toEqual([])
      await upload()
      const decoder = await decoderOf(larder)
      process.kill(decoder, 'SIGSTOP')
      const stuck = upload()
      await new Promise((resolve) => setTimeout(resolve, 500))
      process.kill(decoder, 'SIGKILL')
      expect(await stuck).toBe('damaged')
      expect(await upload()).toBe('ready')
      expect(await decoderOf(larder)).not.toBe(decoder)
    })

    test('when it hangs, then the picture is refused within 30 s and the next one is fine', async () => {
      const { larder, upload } = await uploader()
      await upload()
      process.kill(await decoderOf(larder), 'SIGSTOP')
      const begun = performance.now()
      expect(await upload()).toBe('too slow')
      expect(performance.now() - begun).toBeLessThan(30_000)
      expect(await upload()).toBe('ready')
    })

    test('when the server is killed, then it goes too', async () => {
      const { larder, upload } = await uploader()
      await upload()
      const decoder = await decoderOf(larder)
      await larder.kill()
      await vi.waitFor(() => expect(existsSync(`/proc/${decoder}`)).toBe(false), 10_000)
    })

    test('when nothing comes any more, then it goes, and knew nothing of the settings', async () => {
      const { larder, upload } = await uploader()
      const begun = performance.now()
      await upload()
      const first = performance.now() - begun
      const again = performance.now()
      await upload()
      const started = Math.round(first - (performance.now() - again))
      figure(18, `a picture that the decoder has to start for takes ${started} ms longer`)
      const settings = readFileSync(`/proc/${await decoderOf(larder)}/environ`, 'utf8')
      expect(settings).not.toMatch(/LARDER|DATABASE|SECRET|PATH=/)
      await vi.waitFor(() => expect(childrenOf(larder.pid)).toEqual([]), 40_000)
    })
  },
)
