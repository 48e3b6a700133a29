import { expect, test, vi } from 'vitest'
import { figure } from '#harness'
import { guess, outcomeOf, settle, strangeAddress } from './guess.ts'
import { hashesDuring, place } from './place.ts'

vi.mock(import('@node-rs/argon2'), async (original) => {
  const real = await original()
  return { ...real, verify: vi.fn(real.verify) }
})

const HOME = '203.0.113.77'
const NOBODY = { email: 'nobody@example.org' }

/** What somebody is told who tries again and again, and how much is hashed meanwhile. */
async function told(url: string, address: string, who: { email: string }) {
  const bodies: string[] = []
  const hashes = await hashesDuring(async () => {
    for (let n = 0; n < 12; n++) bodies.push((await guess(url, address, who)).body)
  })
  return { bodies, hashes }
}

const strangers = [
  { where: 'from elsewhere', address: '198.51.100.1' },
  { where: 'from where an account is logged in', address: HOME },
]

test.each(strangers)(
  'Given an account and an address that nobody has, when both are guessed at $where until it is blocked, then each answer and each hash is the same',
  async ({ where, address }) => {
    const [known, unknown] = [await place({ isStill: true }), await place({ isStill: true })]
    const ada = await settle(known.url, HOME, 'ada@example.org')
    await settle(unknown.url, HOME, 'ada@example.org')
    const ofKnown = await told(known.url, address, { email: ada.email })
    const ofUnknown = await told(unknown.url, address, NOBODY)
    expect(ofKnown).toEqual(ofUnknown)
    figure(13, `12 guesses ${where}: the same answers and ${ofKnown.hashes} hashes, known or not`)
  },
)

test('Given a network that is blocked, when somebody there guesses at an account of a neighbour, then it is as with an address that nobody has', async () => {
  const { url } = await place({ isStill: true })
  const ada = await settle(url, HOME, 'ada@example.org')
  for (let n = 0; n < 10; n++) await guess(url, HOME, { email: `somebody.${n}@example.org` })
  const ofNeighbour = await told(url, HOME, { email: ada.email })
  const ofNobody = await told(url, HOME, NOBODY)
  expect(ofNeighbour).toEqual(ofNobody)
  expect(ofNeighbour.hashes).toBe(5)
  expect(outcomeOf(await guess(url, strangeAddress(1), ada))).toBe('in')
})

test('control: what is answered without a hash is noticed', async () => {
  const { url } = await place({ isStill: true })
  const { bodies, hashes } = await told(url, HOME, NOBODY)
  const other = await told(url, HOME, NOBODY)
  expect(hashes).toBe(5)
  expect(other).not.toEqual({ bodies, hashes })
})
