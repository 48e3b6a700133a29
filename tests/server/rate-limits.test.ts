import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const FIVE = { LARDER_RATE_PER_MINUTE: '5' }

/** The statuses of so many calls, one after the other. */
async function statuses(url: string, count: number, headers: Record<string, string> = {}) {
  const seen: number[] = []
  while (seen.length < count) {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }
    seen.push((await fetch(`${url}/trpc/accounts.whoAmI`, { ...init, body: '{}' })).status)
  }
  return seen
}

describe('Given a limit of five calls a minute', () => {
  test('when a sixth comes, then it is told when to come back', async () => {
    const larder = await startLarder({ settings: FIVE })
    expect(await statuses(larder.url, 5)).toEqual(Array(5).fill(401))
    const answer = await larder.call('accounts.whoAmI', {})
    expect(answer.status).toBe(429)
    const wait = Number(answer.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(50)
    expect(wait).toBeLessThanOrEqual(60)
    expect(answer.error()).toMatchObject({
      message: `More than 5 calls in a minute from this address. Try again in ${wait} s.`,
      data: {
        reason: 'RATE_LIMITED',
        details: { limit: 5, window: 'minute', retryAfterSeconds: wait },
      },
    })
  })

  test('when somebody says they are somebody else, then they still count as themselves', async () => {
    const { url } = await startLarder({ settings: FIVE })
    expect(await statuses(url, 5)).not.toContain(429)
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip']) {
      expect(await statuses(url, 1, { [name]: '198.51.100.7' })).toEqual([429])
    }
  })

  test('when a trusted proxy forwards several people, then each has a limit of their own', async () => {
    const settings = { ...FIVE, LARDER_TRUST_PROXY: '127.0.0.1' }
    const { url } = await startLarder({ settings })
    const from = (address: string, count: number) =>
      statuses(url, count, { 'x-forwarded-for': address })
    expect((await from('198.51.100.1', 6)).at(-1)).toBe(429)
    expect((await from('198.51.100.2', 6)).at(-1)).toBe(429)
    // One network of IPv6 is one house.
    expect(await from('2001:db8:0:1::a', 3)).not.toContain(429)
    expect(await from('2001:db8:0:1:ffff::b', 3)).toEqual([401, 401, 429])
    expect(await from('2001:db8:0:2::a', 1)).toEqual([401])
    // The proxy appends what it saw; what came before that is anybody's word.
    expect(await from('203.0.113.9, 198.51.100.1', 1)).toEqual([429])
  })
})

describe('Given a limit of seven calls a day', () => {
  test('when an eighth comes, then it is told to come back tomorrow', async () => {
    const larder = await startLarder({ settings: { LARDER_RATE_PER_DAY: '7' } })
    expect(await statuses(larder.url, 7)).not.toContain(429)
    const { data } = (await larder.call('accounts.whoAmI', {})).error() ?? {}
    expect(data?.details).toMatchObject({ limit: 7, window: 'day' })
  })
})

describe('Given no limit', () => {
  test('when 300 calls come, then all are answered', async () => {
    const { url } = await startLarder()
    expect(await statuses(url, 300)).not.toContain(429)
  })
})
