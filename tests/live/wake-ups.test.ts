import { setTimeout as sleep } from 'node:timers/promises'
import type { Larder } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import { afterwards, figure, startLarder } from '#harness'
import { collect, settled } from './collect.ts'
import { ownRedis, reachableRedis } from './redis.ts'

const SAMPLES = 25
const long = { timeout: 60_000 }

const [larder, neighbour] = await pair()
const redisUrl = await reachableRedis()
if (redisUrl === undefined) {
  console.error(
    '\n!!! The tests with Redis were SKIPPED: there is none at REDIS_URL or here. !!!\n',
  )
}

/** Two servers on one database. */
async function pair(settings: Record<string, string> = {}) {
  const one = await startLarder({ settings })
  return [one, await startLarder({ settings, on: one })] as const
}

/** How long events take from the answer of a command to who follows, in milliseconds, sorted. */
async function delays(one: typeof larder, follower: (token: string) => Larder): Promise<number[]> {
  const ada = await one.person('ada')
  const freezer = await ada.freezer()
  const feed = collect(follower(ada.session))
  await settled(ada.larder, feed)
  const found: number[] = []
  for (let sample = 0; sample < SAMPLES; sample++) {
    // At any moment between two looks.
    await sleep(Math.random() * 120)
    const { id } = await ada.product(freezer)
    const answered = performance.now()
    const event = await feed.until(({ subject }) => subject === `product-${id}`)
    const came = feed.times[feed.events.indexOf(event)] ?? Number.NaN
    found.push(Math.max(0, came - answered))
  }
  return found.toSorted((a, b) => a - b)
}

const at = (share: number, sorted: number[]) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0

function tell(where: string, sorted: number[]): void {
  const [half, most, all] = [0.5, 0.9, 1].map((share) => Math.round(at(share, sorted)))
  figure(4, `an event is ${where} after ${half} ms (half), ${most} ms (90 %), ${all} ms (all)`)
}

describe('Given a command that was answered', () => {
  test(
    'when somebody follows in the same process, then they have it within 100 ms',
    long,
    async () => {
      const found = await delays(larder, (token) => larder.client({ token }))
      tell('with a follower in the same process', found)
      expect(at(0.5, found)).toBeLessThan(100)
    },
  )

  test('when somebody follows in another process, then they have it within 1 s', long, async () => {
    const found = await delays(larder, (token) => neighbour.client({ token }))
    tell('with one in another process', found)
    expect(at(0.9, found)).toBeLessThan(1_000)
    // control: this is what Redis spares.
    expect(at(0.5, found)).toBeGreaterThan(60)
  })
})

describe.skipIf(redisUrl === undefined)('Given two processes that know a Redis', () => {
  test('when somebody follows in the other one, then they have it at once', long, async () => {
    const [one, other] = await pair({ REDIS_URL: redisUrl ?? '' })
    const found = await delays(one, (token) => other.client({ token }))
    tell('with one in another process, over Redis,', found)
    expect(at(0.5, found)).toBeLessThan(100)
  })
})

describe('Given a Redis of our own', async () => {
  const redis = await ownRedis()

  test.skipIf(!redis)(
    'when it goes away and comes back, then the servers work on',
    long,
    async () => {
      if (!redis) return
      afterwards(() => redis.stop())
      const [one, other] = await pair({ REDIS_URL: redis.url })
      const follower = (token: string) => other.client({ token })
      await redis.stop()
      const without = await delays(one, follower)
      expect(at(0.9, without)).toBeLessThan(1_000)
      expect(one.logs()).toContain('Redis is away')
      await redis.start()
      for (let attempt = 0; !one.logs().includes('Redis is back'); attempt++) {
        if (attempt === 100) throw new Error('It did not notice.')
        await sleep(100)
      }
      await sleep(500)
      const again = await delays(one, follower)
      expect(at(0.5, again)).toBeLessThan(100)
    },
  )
})

test('Given a Redis that was never there, when a server starts, then it starts all the same', async () => {
  const lonely = await startLarder({ settings: { REDIS_URL: 'redis://127.0.0.1:1' } })
  expect(await (await lonely.person('ada')).larder.accounts.whoAmI()).toBeDefined()
  const said = () => lonely.logs().match(/Redis is away: [^"]+/g)
  await expect
    .poll(() => said()?.toSorted())
    .toEqual([
      'Redis is away: guesses are counted in the database',
      'Redis is away: other processes are noticed up to 400 ms later',
    ])
})
