import { expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { ownRedis } from '../../live/redis.ts'
import { fewAtOnce, guess, outcomeOf, settle, strangeAddress, TRUSTING, tally } from './guess.ts'

const HOME = '203.0.113.77'
const redis = await ownRedis()

test.skipIf(!redis)(
  'Given guesses that are counted in Redis, when it is away, then they are counted all the same',
  async () => {
    if (!redis) return
    const settings = { ...TRUSTING, REDIS_URL: redis.url }
    const one = await startLarder({ settings })
    const other = await startLarder({ settings, on: one })
    const ada = await settle(one.url, HOME, 'ada@example.org')
    const attack = (first: number, count: number) =>
      fewAtOnce(count, (n) => {
        const { url } = n % 2 === 0 ? one : other
        return guess(url, strangeAddress(first + n), { email: ada.email })
      })
    try {
      expect(tally(await attack(0, 2))).toEqual({ LOGIN_FAILED: 2 })
      await redis.stop()
      const answers = await attack(2, 100)
      expect(tally(answers)).toEqual({ LOGIN_FAILED: 5, LOGIN_BLOCKED: 95 })
      expect(outcomeOf(await guess(one.url, HOME, ada))).toBe('in')
      expect(one.logs()).toContain('Redis is away: guesses are counted in the database')
    } finally {
      await redis.stop()
    }
    figure(
      14,
      'Redis stopped after 2 guesses of 102: 5 more reach the hash, counted in the database',
    )
  },
)
