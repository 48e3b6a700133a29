import type { UploadProgress } from '@larder/sdk'
import { createLarder } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { lossyLine } from '../lossy-line.ts'
import { sha256, someBytes } from './bytes.ts'
import { sendingLine } from './sending-line.ts'
import { watchedFetch } from './watched-fetch.ts'

const CUTS = Number(process.env['UPLOAD_CUTS'] ?? 20)
const long = { timeout: 180_000 }

const larder = await startLarder()
const ada = await larder.person('ada')
const token = ada.session

/** A line that breaks at random places, so often that no file of that size gets through with fewer. */
async function breakingLine(size: number, cuts: number) {
  const line = await sendingLine(larder.url, {
    cutAfter: () => {
      if (line.cuts >= cuts) line.heal()
      return Math.ceil((Math.random() * size) / cuts)
    },
  })
  return line
}

function expectNeverBack(progress: UploadProgress[], total: number): void {
  const sent = progress.map(({ sentBytes }) => sentBytes)
  expect(sent).toEqual([...sent].sort((one, other) => one - other))
  expect(sent.at(-1)).toBe(total)
}

describe(`Given a line that breaks ${CUTS} times while a file is uploaded`, () => {
  test(
    'when it goes on each time, then the file is what was sent, and little was sent twice',
    long,
    async () => {
      const bytes = someBytes(CUTS * 1_000_000)
      const line = await breakingLine(bytes.length, CUTS)
      const { fetch, pieces } = watchedFetch()
      const client = createLarder({ url: line.url, token, fetch })
      const progress: UploadProgress[] = []
      const file = await client.files.upload(new Blob([bytes]), {
        name: 'holiday.bin',
        onProgress: (step) => progress.push(step),
      })
      expect(line.cuts).toBe(CUTS)
      expect(file).toMatchObject({ name: 'holiday.bin', size: bytes.length, sha256: sha256(bytes) })
      const back = await (await ada.larder.files.download(file.id)).blob()
      expect(sha256(new Uint8Array(await back.arrayBuffer()))).toBe(sha256(bytes))
      expectNeverBack(progress, bytes.length)
      // After a break at most that piece is sent once more: none begins before the one before it.
      const offsets = pieces.map(({ offset }) => offset)
      expect(offsets).toEqual([...offsets].sort((one, other) => one - other))
      const over = line.passed - bytes.length
      figure(
        19,
        `${line.cuts} cuts in an upload of ${(bytes.length / 1e6).toFixed(0)} MB: hash-equal, ${(over / 1e6).toFixed(2)} MB sent beside the file, headers included`,
      )
      expect(over).toBeLessThan(line.cuts * 500_000)
    },
  )

  test('when it comes as a stream of unknown length, then the same', long, async () => {
    const bytes = someBytes(5_000_000)
    const line = await breakingLine(bytes.length, 5)
    const pieces = async function* () {
      for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001)
    }
    const client = createLarder({ url: line.url, token })
    const progress: UploadProgress[] = []
    const file = await client.files.upload(pieces(), {
      as: 'file',
      onProgress: (step) => progress.push(step),
    })
    expect(line.cuts).toBe(5)
    expect(file.sha256).toBe(sha256(bytes))
    expectNeverBack(progress, bytes.length)
    expect(progress[0]).toEqual({ sentBytes: 0, totalBytes: null })
  })

  test('when nothing is tried again, then the first break ends it: the control', long, async () => {
    const line = await breakingLine(1_000_000, 1)
    const client = createLarder({ url: line.url, token, retries: 0 })
    const upload = client.files.upload(someBytes(3_000_000))
    await expect(upload).rejects.toMatchObject({ name: 'LarderError', reason: 'UNREACHABLE' })
  })
})

describe('Given a line that loses a reply', () => {
  test('when it is the last one, then the file is found and is there once', async () => {
    const eve = await larder.person('eve')
    const line = await lossyLine(larder.url)
    const client = createLarder({ url: line.url, token: eve.session })
    const bytes = someBytes(10_000)
    const file = await client.files.upload(bytes, {
      onBegun: () => {
        line.repliesToLose = 1
      },
    })
    expect(line.requests.filter((request) => request.startsWith('HEAD'))).toHaveLength(1)
    expect(file.sha256).toBe(sha256(bytes))
    expect((await eve.larder.files.list()).items).toEqual([file])
  })

  test('when nothing ever comes back, then it gives up and says so', async () => {
    const line = await lossyLine(larder.url)
    line.repliesToLose = Number.POSITIVE_INFINITY
    const client = createLarder({ url: line.url, token, retries: 1 })
    const upload = client.files.upload(someBytes(10))
    await expect(upload).rejects.toMatchObject({
      reason: 'UNREACHABLE',
      details: { url: `${line.url}/files/uploads` },
    })
  })
})

describe('Given a server that is killed while a file is uploaded', () => {
  test('when it is back, then the upload has gone on', long, async () => {
    const server = await startLarder()
    const bob = await server.person('bob')
    const bytes = someBytes(12_000_000)
    const line = await sendingLine(server.url, { bytesPerSecond: 4_000_000 })
    const client = createLarder({ url: line.url, token: bob.session })
    const progress: UploadProgress[] = []
    const upload = client.files.upload(bytes, { onProgress: (step) => progress.push(step) })
    for (const place of [1_000_000, 4_000_000]) {
      await expect
        .poll(() => progress.at(-1)?.sentBytes ?? 0, { timeout: 30_000 })
        .toBeGreaterThan(place)
      await server.kill()
      await server.restart()
    }
    const file = await upload
    expect(file.sha256).toBe(sha256(bytes))
    expectNeverBack(progress, bytes.length)
    figure(
      19,
      `2 kill -9 of the server in an upload of 12 MB: hash-equal, ${((line.passed - bytes.length) / 1e6).toFixed(2)} MB sent beside the file`,
    )
  })
})
