import { randomBytes, randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { storeFile } from '../store-file.ts'

const RANGES = Number(process.env['RANGES'] ?? 1_000)
const SIZE = 3 * 1_024 * 1_024 + 17

const larder = await startLarder()
const ada = await larder.person('ada')
const bytes = randomBytes(SIZE)
const id = await storeFile(larder, { account_id: ada.accountId, bytes })

interface Part {
  status: number
  range: string | null
  bytes: Buffer
}

async function get(range?: string, at = id): Promise<Part> {
  const response = await fetch(`${larder.url}/files/${at}`, {
    headers: {
      authorization: `Bearer ${ada.session}`,
      ...(range === undefined ? {} : { range }),
    },
  })
  const body = Buffer.from(await response.arrayBuffer())
  return { status: response.status, range: response.headers.get('content-range'), bytes: body }
}

/** A range of any of the three forms, long and short ones, and what it must be answered with. */
function randomRange(): { header: string; start: number; end: number } {
  const length = randomInt(4) === 0 ? randomInt(1, SIZE) : randomInt(1, 70_000)
  const start = randomInt(0, SIZE)
  const end = Math.min(start + length, SIZE) - 1
  const forms = [
    { header: `bytes=${start}-${start + length - 1}`, start, end },
    { header: `bytes=-${length}`, start: SIZE - length, end: SIZE - 1 },
    ...(SIZE - start < 200_000 ? [{ header: `bytes=${start}-`, start, end: SIZE - 1 }] : []),
  ]
  return forms[randomInt(forms.length)] ?? { header: 'bytes=0-', start: 0, end: SIZE - 1 }
}

/** How many of so many random ranges are not what `expected` says. */
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

describe('Given a file of three megabytes and some', () => {
  test(`when ${RANGES} random ranges are asked for, then each is those bytes`, {
    timeout: 600_000,
  }, async () => {
    expect(await wrongRanges(RANGES, bytes)).toEqual([])
  })

  test('control: compared with other bytes, every range is found to be wrong', async () => {
    const other = Buffer.from(bytes.map((byte) => byte ^ 1))
    expect(await wrongRanges(50, other)).toHaveLength(50)
  })

  test('when it is asked for without a range, then all of it comes', async () => {
    const whole = await get()
    expect([whole.status, whole.range, whole.bytes.equals(bytes)]).toEqual([200, null, true])
  })

  const last = SIZE - 1
  test.each([
    ['bytes=0-0', [0, 0]],
    ['bytes=0-', [0, last]],
    [`bytes=${last}-`, [last, last]],
    ['bytes=-1', [last, last]],
    [`bytes=-${SIZE + 10}`, [0, last]],
    ['bytes=-99999999999999999999999', [0, last]],
    [`bytes=5-${'9'.repeat(30)}`, [5, last]],
    ['BYTES=1-2', [1, 2]],
    ['bytes= 1-2 ', [1, 2]],
    ['bytes=,1-2,', [1, 2]],
    // Of several, the first that there is.
    ['bytes=1-2,4-5', [1, 2]],
    [`bytes=${SIZE}-,4-5`, [4, 5]],
    [`bytes=-0, 4-5, ${'6-7,'.repeat(500)}8-9`, [4, 5]],
  ] as const)('when %s is asked for, then these bytes come: %j', async (header, [start, end]) => {
    const part = await get(header)
    expect([part.status, part.range]).toEqual([206, `bytes ${start}-${end}/${SIZE}`])
    expect(part.bytes.equals(bytes.subarray(start, end + 1))).toBe(true)
  })

  test.each([`bytes=${SIZE}-`, `bytes=${SIZE}-${SIZE + 5}`, 'bytes=-0', `bytes=${SIZE}-,-0`])(
    'when %s is asked for, then it says how many bytes there are',
    async (header) => {
      const part = await get(header)
      expect([part.status, part.range]).toEqual([416, `bytes */${SIZE}`])
      expect(JSON.parse(part.bytes.toString())).toMatchObject({
        error: {
          data: { reason: 'RANGE_NOT_SATISFIABLE', httpStatus: 416, details: { size: SIZE } },
        },
      })
    },
  )

  test.each([
    ...['bytes', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=a-b', 'bytes=1-2x', 'bytes=0x1-2'],
    ...['bytes=+1-2', 'bytes=1.5-2', 'bytes=1--2', 'bytes=0-1,x', 'bytes=,', 'bytes=1 - 2'],
    ...['lines=1-2', '1-2', 'bytes 1-2', ' '],
  ])('when a header that makes no sense asks for it (%j), then all of it comes', async (header) => {
    const whole = await get(header)
    expect([whole.status, whole.range, whole.bytes.length]).toEqual([200, null, SIZE])
  })
})
