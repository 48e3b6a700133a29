import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { reachableRedis } from '../../live/redis.ts'
import { fewAtOnce, guess, outcomeOf, settle, strangeAddress, TRUSTING, tally } from './guess.ts'

const ADDRESSES = 1_000
const MOST = 10
const HOME = '203.0.113.77'
const redisUrl = await reachableRedis()

const stores = [
  { where: 'the database', settings: TRUSTING },
  ...(redisUrl ? [{ where: 'Redis', settings: { ...TRUSTING, REDIS_URL: redisUrl } }] : []),
]

describe.each(stores)('Given two servers that count guesses in $where', ({ where, settings }) => {
  test(`when ${ADDRESSES} addresses guess at one account, and one server starts anew meanwhile, then at most ${MOST} reach the hash, and its owner gets in`, async () => {
    const one = await startLarder({ settings })
    const other = await startLarder({ settings, on: one })
    const ada = await settle(one.url, HOME, 'ada@example.org')
    const attack = (first: number, count: number) =>
      fewAtOnce(count, (n) =>
        guess(n % 2 === 0 ? one.url : other.url, strangeAddress(first + n), { email: ada.email }),
      )
    const answers = [...(await attack(0, 3)), ...(await attack(3, 1))]
    await one.restart()
    answers.push(...(await attack(4, ADDRESSES - 4)))

    const counts = tally(answers)
    const reached = counts['LOGIN_FAILED'] ?? 0
    expect(counts).toEqual({ LOGIN_FAILED: reached, LOGIN_BLOCKED: ADDRESSES - reached })
    expect(reached).toBeGreaterThan(0)
    expect(reached).toBeLessThanOrEqual(MOST)
    // Not looked at means: not even the right one would do.
    const lucky = await guess(other.url, strangeAddress(ADDRESSES), ada)
    expect(outcomeOf(lucky)).toBe('LOGIN_BLOCKED')
    expect(outcomeOf(await guess(one.url, HOME, ada))).toBe('in')
    expect(outcomeOf(await guess(other.url, HOME, ada))).toBe('in')
    figure(
      14,
      `${ADDRESSES} addresses at one account, two processes, one restarted, counted in ${where}: ` +
        `${reached} guesses reach the hash; the owner gets in from home`,
    )
  })
})

test('control: guesses at as many accounts, each from an address of its own, all reach the hash', async () => {
  const { url } = await startLarder({ settings: TRUSTING })
  const answers = await fewAtOnce(3 * MOST, (n) =>
    guess(url, strangeAddress(n), { email: `somebody.${n}@example.org` }),
  )
  expect(tally(answers)).toEqual({ LOGIN_FAILED: 3 * MOST })
})
