import { randomBytes, randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { insertChannel, insertVideo } from '../insert-video.ts'

/** `RANGES=10000` for the long run. */
const RANGES = Number(process.env['RANGES'] ?? 300)
const SIZE = 1_024 * 1_024 + 65_536 + 17
const last = SIZE - 1

const larder = await startLarder()
const ada = await larder.person('ada')
const bytes = randomBytes(SIZE)
const channel = await insertChannel(larder.database, { account_id: ada.accountId })
const { publicId } = await insertVideo(larder, {
  channel_id: channel.id,
  privacy: 'private',
  bytes,
})

interface Part {
  status: number
  range: string | null
  bytes: Buffer
}

async function get(range?: string, method = 'GET'): Promise<Part> {
  const response = await fetch(`${larder.url}/videos/${publicId}/stream`, {
    method,
    headers: {
      authorization: `Bearer ${ada.session}`,
      ...(range === undefined ? {} : { range }),
    },
  })
  const body = Buffer.from(await response.arrayBuffer())
  return { status: response.status, range: response.headers.get('content-range'), bytes: body }
}

/** A range of any form, also at its edges and beyond, and the bytes that it must be answered with. */
function randomRange(): { header: string; start: number; end: number } {
  const edges = [0, 1, 65_535, 65_536, 1_048_575, 1_048_576, last - 1, last]
  const start = randomInt(3) === 0 ? (edges[randomInt(edges.length)] ?? 0) : randomInt(0, SIZE)
  const length = randomInt(4) === 0 ? randomInt(1, SIZE) : randomInt(1, 70_000)
  const end = Math.min(start + length, SIZE) - 1
  const forms = [
    { header: `bytes=${start}-${start + length - 1}`, start, end },
    { header: `bytes=${start}-${start + length - 1}, 0-0`, start, end },
    { header: `bytes=-${length}`, start: SIZE - length, end: last },
    { header: `bytes=-${SIZE + length}`, start: 0, end: last },
    ...(SIZE - start < 200_000 ? [{ header: `bytes=${start}-`, start, end: last }] : []),
  ]
  return forms[randomInt(forms.length)] ?? { header: 'bytes=0-', start: 0, end: last }
}

/** How many of so many random ranges, eight at a time, are not what `expected` says. */
async function wrongRanges(count: number, expected: Buffer): Promise<string[]> {
  const wrong: string[] = []
  const ask = async (): Promise<void> => {
    while (count-- > 0) {
      const { header, start, end } = randomRange()
      const part = await get(header)
      const isRight =
        part.status === 206 &&
        part.range === `bytes ${start}-${end}/${SIZE}` &&
        part.bytes.equals(expected.subarray(start, end + 1))
      if (!isRight) wrong.push(`${header}: ${part.status} ${part.range}`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, ask))
  return wrong
}

describe('Given a video of a megabyte and some', () => {
  test(`when ${RANGES} random ranges are asked for, then each is those bytes`, {
    timeout: 900_000,
  }, async () => {
    expect(await wrongRanges(RANGES, bytes)).toEqual([])
    figure(19, `${RANGES} random ranges of a video: 0 differ from the file`)
  })

  test('control: compared with other bytes, every range is found to be wrong', async () => {
    const other = Buffer.from(bytes.map((byte) => byte ^ 1))
    expect(await wrongRanges(20, other)).toHaveLength(20)
  })

  test('when it is asked for without a range, then all of it comes, and HEAD says how much', async () => {
    const [whole, head] = [await get(), await get('bytes=0-9', 'HEAD')]
    expect([whole.status, whole.range, whole.bytes.equals(bytes)]).toEqual([200, null, true])
    expect([head.status, head.range, head.bytes.length]).toEqual([200, null, 0])
  })

  test.each([`bytes=${SIZE}-`, `bytes=${SIZE}-${SIZE + 5}`, 'bytes=-0'])(
    'when %s is asked for, then it says how many bytes there are',
    async (header) => {
      const part = await get(header)
      expect([part.status, part.range]).toEqual([416, `bytes */${SIZE}`])
    },
  )
})
