import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { reachableRedis } from '../../live/redis.ts'
import { fewAtOnce, guess, outcomeOf, settle, TRUSTING, tally } from './guess.ts'

const ACCOUNTS = Number(process.env['GUESSED_ACCOUNTS'] ?? 2_000)
const MOST = 10
const EVE = '198.51.100.66'
const long = { timeout: 60_000 + ACCOUNTS * 10 }
const redisUrl = await reachableRedis()

const stores = [
  { where: 'the database', settings: TRUSTING },
  ...(redisUrl ? [{ where: 'Redis', settings: { ...TRUSTING, REDIS_URL: redisUrl } }] : []),
]

describe.each(stores)('Given two servers that count guesses in $where', ({ where, settings }) => {
  test(
    `when one address guesses at ${ACCOUNTS} accounts, then at most ${MOST} guesses reach the hash, and others are not concerned`,
    long,
    async () => {
      const one = await startLarder({ settings })
      const other = await startLarder({ settings, on: one })
      const ada = await settle(one.url, '203.0.113.77', 'ada@example.org')
      const answers = await fewAtOnce(ACCOUNTS, (n) => {
        const email = n % 100 === 50 ? ada.email : `account.${n}@example.org`
        return guess(n % 2 === 0 ? one.url : other.url, EVE, { email })
      })
      const counts = tally(answers)
      const reached = counts['LOGIN_FAILED'] ?? 0
      expect(counts).toEqual({ LOGIN_FAILED: reached, LOGIN_BLOCKED: ACCOUNTS - reached })
      expect(reached).toBeLessThanOrEqual(MOST)
      expect(outcomeOf(await guess(one.url, EVE, ada))).toBe('LOGIN_BLOCKED')
      const elsewhere = await guess(other.url, '203.0.113.78', ada)
      expect(outcomeOf(elsewhere)).toBe('in')
      figure(
        14,
        `one address at ${ACCOUNTS} accounts, two processes, counted in ${where}: ` +
          `${reached} guesses reach the hash`,
      )
    },
  )
})
