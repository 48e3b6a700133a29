import { setTimeout as sleep } from 'node:timers/promises'
import type { GuessStore } from '@larder/api'
import { QUIET_MS } from '@larder/api'
import { describe, expect, test, vi } from 'vitest'
import { dumpTables, figure, rawCall } from '#harness'
import { from, guess, outcomeOf, settle, strangeAddress, tally } from './guess.ts'
import { hashesDuring, place } from './place.ts'

const AT_ONCE = 100
const HOME = '203.0.113.77'

vi.mock(import('@node-rs/argon2'), async (original) => {
  const real = await original()
  return { ...real, verify: vi.fn(real.verify) }
})

async function placeWithAda(options: { guesses?: GuessStore } = {}) {
  const here = await place(options)
  return { ...here, ada: await settle(here.url, HOME, 'ada@example.org') }
}

/** Looks before it counts, as a plain read and write would: others look meanwhile. */
function carelessStore(): GuessStore {
  const counts = new Map<string, number>()
  return {
    async count(counters, now) {
      const endsAt = now.getTime() + QUIET_MS
      const standings = counters.map(({ key, limit }) => {
        return { key, left: limit - (counts.get(key) ?? 0), endsAt, endedAt: 0 }
      })
      await sleep(50)
      if (standings.some(({ left }) => left <= 0)) return { isCounted: false, standings }
      for (const { key } of counters) counts.set(key, (counts.get(key) ?? 0) + 1)
      return { isCounted: true, standings }
    },
    forgive: async () => undefined,
  }
}

const guessAtOnce = (url: string, email: string) =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, n) => guess(url, strangeAddress(n), { email })))

describe('Given an account that nobody guessed at', () => {
  test(`when ${AT_ONCE} addresses guess at the same moment, then no more reach the hash than one after the other`, async () => {
    const { url, ada } = await placeWithAda()
    const hashes = await hashesDuring(async () => {
      expect(tally(await guessAtOnce(url, ada.email))).toEqual({
        LOGIN_FAILED: 5,
        LOGIN_BLOCKED: AT_ONCE - 5,
      })
    })
    expect(hashes).toBe(5)
    figure(14, `${AT_ONCE} addresses at one account at the same moment: ${hashes} hashes computed`)
  })

  test('control: counted only after a look, many more slip through', async () => {
    const { url, ada } = await placeWithAda({ guesses: carelessStore() })
    expect(await hashesDuring(() => guessAtOnce(url, ada.email))).toBeGreaterThan(10)
  })

  test('when its owner logs in on many devices at once, then none of them counts as a guess', async () => {
    const { url, ada, database } = await placeWithAda()
    const before = (await dumpTables(database))['guesses']
    const answers = await Promise.all(Array.from({ length: 30 }, () => guess(url, HOME, ada)))
    expect(tally(answers)).toEqual({ in: 30 })
    expect((await dumpTables(database))['guesses']).toEqual(before)
  })
})

describe('Given an account that strangers guess at all the time', () => {
  test('when its owner logs in from home, then with the right password, and five wrong ones at most', async () => {
    const { url, ada } = await placeWithAda()
    await guessAtOnce(url, ada.email)
    expect(outcomeOf(await guess(url, HOME, ada))).toBe('in')
    const wrong = { email: ada.email }
    const hashes = await hashesDuring(async () => {
      for (let n = 0; n < 20; n++) {
        expect(outcomeOf(await guess(url, HOME, wrong))).toBe('LOGIN_BLOCKED')
      }
    })
    expect(hashes).toBe(5)
    expect(outcomeOf(await guess(url, HOME, ada))).toBe('LOGIN_BLOCKED')
  })

  test('when time passes without an attempt, then everybody may try again', async () => {
    const { url, ada, time } = await placeWithAda()
    await guessAtOnce(url, ada.email)
    time.passed += QUIET_MS - 30_000
    const refused = await guess(url, strangeAddress(1), ada)
    expect(outcomeOf(refused)).toBe('LOGIN_BLOCKED')
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(30)
    time.passed += 30_000
    expect(outcomeOf(await guess(url, strangeAddress(1), ada))).toBe('in')
  })

  test('when one attempt comes every 14 minutes, then they add up all the same', async () => {
    const { url, ada, time } = await placeWithAda()
    const left: unknown[] = []
    for (let n = 0; n < 6; n++) {
      time.passed += 14 * 60_000
      left.push((await guess(url, strangeAddress(n), { email: ada.email })).error()?.data)
    }
    expect(left).toMatchObject([
      ...[4, 3, 2, 1, 0].map((attemptsLeft) => ({ details: { attemptsLeft } })),
      { reason: 'LOGIN_BLOCKED', details: { retryAfterSeconds: expect.any(Number) } },
    ])
  })
})

describe('Given somebody who mistypes', () => {
  test('when it fails, then the answer counts down, and says at last how long to wait', async () => {
    const { url, ada } = await placeWithAda()
    for (const attemptsLeft of [4, 3, 2, 1, 0]) {
      const failed = await guess(url, '192.0.2.1', { email: ada.email })
      expect(failed).toMatchObject({ status: 401 })
      expect(failed.error()).toMatchObject({
        message: `The e-mail address or the password is wrong. Check both and try again; attempts left for now: ${attemptsLeft}.`,
        data: { reason: 'LOGIN_FAILED', details: { attemptsLeft } },
      })
    }
    const refused = await guess(url, '192.0.2.1', ada)
    const wait = Number(refused.headers.get('retry-after'))
    expect(refused.status).toBe(429)
    expect(wait).toBeGreaterThan(880)
    expect(wait).toBeLessThanOrEqual(900)
    expect(refused.error()).toMatchObject({
      message: expect.stringContaining(`Try again in ${wait} s`),
      data: { reason: 'LOGIN_BLOCKED', details: { retryAfterSeconds: wait } },
    })
  })

  test('when the address is written in another way, then it counts as the same', async () => {
    const { url } = await place()
    const spellings = [
      'ADA@example.org',
      'Ada@EXAMPLE.org',
      'ａｄａ@example.org',
      ' ada@example.org',
    ]
    const answers = []
    for (const email of spellings) answers.push(await guess(url, '192.0.2.1', { email }))
    expect(answers.map((answer) => answer.error()?.data.details)).toEqual(
      [4, 3, 2, 1].map((attemptsLeft) => ({ attemptsLeft })),
    )
  })

  test('when it is one house of IPv6, then all of its addresses count as one', async () => {
    const { url } = await place()
    const answers = []
    for (let n = 0; n < 12; n++) {
      const email = `somebody.${n}@example.org`
      answers.push(await guess(url, `2001:db8:0:7:${n}::1`, { email }))
    }
    expect(tally(answers)).toEqual({ LOGIN_FAILED: 10, LOGIN_BLOCKED: 2 })
  })

  test('when the current password is wrong, then that counts too, and only for who is signed in', async () => {
    const { url, ada } = await placeWithAda()
    const { session: secret } = (await guess(url, HOME, ada)).data() as { session: string }
    const change = (currentPassword: string) => {
      const input = { currentPassword, newPassword: 'something else entirely' }
      return rawCall(url, 'accounts.changePassword', input, { secret, headers: from(HOME) })
    }
    const hashes = await hashesDuring(async () => {
      for (const attemptsLeft of [4, 3, 2, 1, 0]) {
        expect((await change('not that one')).error()?.data).toMatchObject({
          reason: 'PASSWORD_WRONG',
          details: { attemptsLeft },
        })
      }
      expect((await change(ada.password)).status).toBe(429)
    })
    expect(hashes).toBe(5)
    expect(outcomeOf(await guess(url, HOME, ada))).toBe('in')
  })
})
