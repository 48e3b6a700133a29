import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import type { Collected } from './collect.ts'
import { collect, settled } from './collect.ts'
import { startTail } from './tail.ts'

const LIMIT = 10
const tooMany = { reason: 'TOO_MANY_FEEDS', status: 429, details: { limit: LIMIT } }

const larder = await startLarder()

/** Opens feeds until there are so many, and waits until they are open. */
async function openFeeds(person: Person, count: number): Promise<Collected[]> {
  const feeds = Array.from({ length: count }, () => collect(person.larder))
  for (const feed of feeds) await settled(person.larder, feed)
  return feeds
}

/** Whether another feed may be opened, asked without patience. */
async function mayOpen({ session }: Person): Promise<boolean> {
  const answer = await larder.call('events.follow', {}, { secret: session })
  return answer.status === 200
}

async function untilMayOpen(person: Person): Promise<void> {
  for (let attempt = 0; !(await mayOpen(person)); attempt++) {
    if (attempt === 100) throw new Error('No feed is freed.')
    await sleep(20)
  }
}

describe(`Given an account that follows ${LIMIT} feeds`, () => {
  test('when it opens one more, then that is refused, and others may go on', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await openFeeds(ada, LIMIT)
    const impatient = larder.client({ token: ada.session, retries: 0 })
    await expect(collect(impatient).ended).resolves.toMatchObject(tooMany)
    expect(await mayOpen(bob)).toBe(true)
  })

  test('when one of them is left, then another may be opened', async () => {
    const ada = await larder.person('ada')
    const [first] = await openFeeds(ada, LIMIT)
    expect(await mayOpen(ada)).toBe(false)
    await first?.stop()
    await untilMayOpen(ada)
  })

  test('when the client of one is killed, then another may be opened', async () => {
    const ada = await larder.person('ada')
    const tail = startTail(larder, ada.session, '--follow', '--after', '0')
    await tail.until(() => true)
    await openFeeds(ada, LIMIT - 1)
    expect(await mayOpen(ada)).toBe(false)
    await tail.kill('SIGKILL')
    await untilMayOpen(ada)
  })

  test('when one of them loses its token, then another may be opened', async () => {
    const ada = await larder.person('ada')
    const { id, token } = await ada.larder.accounts.tokens.create({
      name: 'reader',
      scopes: ['events:read'],
    })
    const lost = collect(larder.client({ token }))
    await settled(ada.larder, lost)
    await openFeeds(ada, LIMIT - 1)
    expect(await mayOpen(ada)).toBe(false)
    await ada.larder.accounts.tokens.revoke({ id })
    await lost.ended
    await untilMayOpen(ada)
  })

  test('when an EventSource is refused, which reads no other answer, then it is told in the feed', async () => {
    const ada = await larder.person('ada')
    await openFeeds(ada, LIMIT)
    const headers = { accept: 'text/event-stream' }
    const answer = await larder.call('events.follow', {}, { secret: ada.session, headers })
    expect(answer.status).toBe(200)
    expect(answer.error()).toMatchObject({ data: { reason: 'TOO_MANY_FEEDS' } })
  })
})

describe('Given somebody who opens feeds and is gone at once, many times', () => {
  test('when they open one to stay, then none of those counts any more', async () => {
    const ada = await larder.person('ada')
    const { hostname, port } = new URL(larder.url)
    for (let attempt = 0; attempt < 40; attempt++) {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      const head = `POST /trpc/events.follow HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\n`
      socket.write(`${head}authorization: Bearer ${ada.session}\r\ncontent-length: 2\r\n\r\n{}`)
      await sleep(attempt % 5)
      socket.destroy()
    }
    await sleep(200)
    await openFeeds(ada, LIMIT)
    expect(await mayOpen(ada)).toBe(false)
  })
})

describe('Given a limit of calls', () => {
  test('when feeds are opened, then each counts as one call', async () => {
    const strict = await startLarder({ settings: { LARDER_RATE_PER_MINUTE: '4' } })
    const ada = await strict.person('ada')
    const statuses: number[] = []
    for (let call = 0; call < 3; call++) {
      statuses.push((await strict.call('events.follow', {}, { secret: ada.session })).status)
    }
    // Registering and asking who one is were two.
    expect(statuses).toEqual([200, 200, 429])
  })
})
