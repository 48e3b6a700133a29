import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { plainPicture } from '../pictures/some-pictures.ts'
import { putFile } from '../uploads/put-file.ts'
import { complaintAbout, outcomeOf } from './hostile-file.ts'

const larder = await startLarder()
const ada = await larder.person('ada')

/** How many damaged pictures; `DAMAGED=20000` for a long run. */
const COUNT = Number(process.env['DAMAGED'] ?? 200)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
const create = { width: 96, height: 64, channels: 3 as const, background: '#888', noise }
const source = await sharp({ create }).png().toBuffer()
const frames = await sharp([source, await plainPicture(96, 64)], { join: { animated: true } })
  .gif()
  .toBuffer()
const formats = {
  JPEG: await sharp(source).jpeg().toBuffer(),
  'progressive JPEG': await sharp(source).jpeg({ progressive: true }).toBuffer(),
  PNG: source,
  'interlaced PNG': await sharp(source).png({ progressive: true }).toBuffer(),
  WebP: await sharp(source).webp().toBuffer(),
  'lossless WebP': await sharp(source).webp({ lossless: true }).toBuffer(),
  GIF: frames,
  AVIF: await sharp(source).avif({ effort: 0 }).toBuffer(),
  TIFF: await sharp(source).tiff({ compression: 'lzw' }).toBuffer(),
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

/** The same bytes, cut off somewhere or with some bits turned. */
function damage(bytes: Buffer, random: () => number): Buffer {
  if (random() < 0.3) return bytes.subarray(0, 1 + Math.floor(random() * (bytes.length - 1)))
  const copy = Buffer.from(bytes)
  // Half of them near the beginning, where sizes and offsets are.
  const within = random() < 0.5 ? Math.min(200, copy.length) : copy.length
  for (let flips = 1 + Math.floor(random() * 20); flips > 0; flips--) {
    const at = Math.floor(random() * within)
    copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  return copy
}

describe('Given pictures of every format, cut off or with bits turned', () => {
  test(`when ${COUNT} of them are uploaded (SEED=${seed}), then each is ready or refused`, async () => {
    const random = randomFrom(seed)
    const every = Object.entries(formats)
    const outcomes = new Map<string, number>()
    const complaints: string[] = []
    for (let n = 0; n < COUNT; n++) {
      const [what, whole] = every[n % every.length] ?? ['', Buffer.alloc(0)]
      const begun = performance.now()
      const bytes = damage(whole, random)
      const answer = await putFile(larder, bytes, { secret: ada.session, as: 'picture' })
      const ms = performance.now() - begun
      const { outcome } = outcomeOf(answer)
      complaints.push(
        ...complaintAbout({ what: `${what} ${n}`, bytes }, { status: answer.status, outcome, ms }),
      )
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    expect(complaints).toEqual([])
    const told = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ')
    figure(18, `${COUNT} damaged pictures: ${told}; no 5xx`)
    expect(outcomes.get('damaged')).toBeGreaterThan(0)
    expect(outcomes.get('ready')).toBeGreaterThan(0)
  })

  test.each(Object.entries(formats))('control: a whole %s is ready', async (_, bytes) => {
    const answer = await putFile(larder, bytes, { secret: ada.session, as: 'picture' })
    expect(outcomeOf(answer).outcome).toBe('ready')
  })

  test.each(Object.entries(formats))(
    'when half of a %s is missing, then it is damaged',
    async (what, bytes) => {
      const half = bytes.subarray(0, bytes.length / 2)
      const answer = await putFile(larder, half, { secret: ada.session, as: 'picture' })
      // A TIFF says at its end how it is to be read.
      const outcome = what === 'TIFF' ? 'not a picture' : 'damaged'
      expect(outcomeOf(answer).outcome).toBe(outcome)
    },
  )
})
