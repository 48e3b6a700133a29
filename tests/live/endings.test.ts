import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Person, TestServer } from '#harness'
import { figure, startLarder } from '#harness'
import type { Collected } from './collect.ts'
import { collect, settled } from './collect.ts'
import { fillLog, largeEvent } from './fill-log.ts'
import { slowReader } from './slow-reader.ts'

const AT_ONCE_MS = 1_000
const HEARTBEAT_MS = 15_000

const larder = await startLarder()
const neighbour = await startLarder({ on: larder })

const refused = { reason: 'CREDENTIAL_REFUSED', status: 401 }

/** How long it takes until a feed ends, in milliseconds; what it ends with. */
async function ending(feed: Collected): Promise<{ after: number; why: unknown }> {
  const started = performance.now()
  const why = await feed.ended
  return { after: performance.now() - started, why }
}

async function tokenOf(person: Person) {
  return person.larder.accounts.tokens.create({
    name: crypto.randomUUID(),
    scopes: ['events:read'],
  })
}

const processes = [
  { name: 'the same process', server: larder },
  { name: 'another process', server: neighbour },
]

describe.each(processes)('Given feeds of $name', ({ name, server }) => {
  test('when a token is revoked, then its feed ends at once, and others go on', async () => {
    const ada = await larder.person('ada')
    const [lost, kept] = [await tokenOf(ada), await tokenOf(ada)]
    const [ends, goesOn] = [lost, kept].map(({ token }) => collect(server.client({ token }))) as [
      Collected,
      Collected,
    ]
    await settled(ada.larder, ends)
    await settled(ada.larder, goesOn)
    const ended = ending(ends)
    await ada.larder.accounts.tokens.revoke({ id: lost.id })
    const freezer = await ada.freezer()
    const { after, why } = await ended
    expect(why).toMatchObject({ ...refused, details: { problem: 'revoked' } })
    expect(after).toBeLessThan(AT_ONCE_MS)
    await goesOn.until(({ stream }) => stream === `freezer-${freezer.id}`)
    // Nothing that was recorded after it was revoked, also not the revoking.
    expect(ends.events.map(({ type }) => type)).not.toContain('AccessTokenRevoked')
    expect(ends.events.map(({ type }) => type)).not.toContain('FreezerCreated')
    figure(17, `a revoked token loses its feed in ${name} after ${Math.round(after)} ms`)
  })

  test('when somebody logs out, then their feed ends, and that of their phone goes on', async () => {
    const ada = await larder.person('ada')
    const phone = await ada.logIn()
    const [ends, goesOn] = [ada.session, phone.session].map((token) =>
      collect(server.client({ token })),
    ) as [Collected, Collected]
    await settled(phone.larder, ends)
    await settled(phone.larder, goesOn)
    const ended = ending(ends)
    await ada.larder.accounts.logOut()
    const { after, why } = await ended
    expect(why).toMatchObject(refused)
    expect(after).toBeLessThan(AT_ONCE_MS)
    await goesOn.until(({ type }) => type === 'LoggedOut')
  })

  test('when a member is put out of a household, then they see no more of it', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob)
    const [out, stays] = [bob, ada].map(({ session }) =>
      collect(server.client({ token: session })),
    ) as [Collected, Collected]
    await settled(bob.larder, out)
    await settled(ada.larder, stays)
    const before = await ada.freezer()
    await out.until(({ stream }) => stream === `freezer-${before.id}`)
    const { accountId } = bob
    await ada.larder.organisations.members.remove({ id: ada.householdId, accountId })
    const after = await ada.freezer()
    const own = await bob.freezer()
    await out.until(({ stream }) => stream === `freezer-${own.id}`)
    // control: who stays sees it.
    await stays.until(({ stream }) => stream === `freezer-${after.id}`)
    expect(out.events.map(({ stream }) => stream)).not.toContain(`freezer-${after.id}`)
  })
})

describe('Given a feed in which nothing happens', () => {
  test('when its token expires, then it ends with the next heartbeat', {
    timeout: 40_000,
  }, async () => {
    const ada = await larder.person('ada')
    const { id, token } = await tokenOf(ada)
    const feed = collect(larder.client({ token }))
    await settled(ada.larder, feed)
    const tokens = larder.database.writer.updateTable('access_tokens')
    await tokens.set({ expires_at: new Date().toISOString() }).where('id', '=', id).execute()
    const { after, why } = await ending(feed)
    expect(why).toMatchObject({ ...refused, details: { problem: 'expired' } })
    expect(after).toBeLessThan(HEARTBEAT_MS + AT_ONCE_MS)
    figure(17, `an expired token loses a silent feed after ${(after / 1_000).toFixed(1)} s`)
  })
})

describe('Given a feed whose reader takes nothing, while more waits than fits on the way', () => {
  async function blockedFeed(server: TestServer) {
    const ada = await server.person('ada')
    await fillLog(server.database, {
      count: 10_000,
      audience: `account-${ada.accountId}`,
      ...largeEvent,
    })
    await ada.larder.events.list()
    const { id, token } = await tokenOf(ada)
    await slowReader(server.url, token, { after: 0 })
    const mayOpen = async () =>
      (await server.call('events.follow', {}, { secret: ada.session })).status === 200
    await sleep(1_000)
    return { ada, id, mayOpen }
  }

  test('when its token is revoked, then the server breaks it off', {
    timeout: 60_000,
  }, async () => {
    const strict = await startLarder({ settings: { LARDER_FEEDS_PER_ACCOUNT: '1' } })
    const { ada, id, mayOpen } = await blockedFeed(strict)
    await sleep(6_000)
    // control: as long as the token is good, it stays.
    expect(await mayOpen()).toBe(false)
    await ada.larder.accounts.tokens.revoke({ id })
    const revoked = performance.now()
    while (!(await mayOpen())) expect(performance.now() - revoked).toBeLessThan(6_000)
  })

  test('when the server stops, then it does not wait for that', { timeout: 30_000 }, async () => {
    await blockedFeed(larder)
    const started = performance.now()
    await larder.kill('SIGTERM')
    expect(performance.now() - started).toBeLessThan(3_000)
    await larder.restart()
  })
})

describe('Given a server with open feeds', () => {
  test('when it is told to stop, then it ends at once, and the feeds go on with the next', async () => {
    const ada = await larder.person('ada')
    const feeds = [1, 2, 3].map(() => collect(ada.larder))
    for (const feed of feeds) await settled(ada.larder, feed)
    const started = performance.now()
    await larder.kill('SIGTERM')
    const took = performance.now() - started
    expect(took).toBeLessThan(3_000)
    expect(larder.output()).not.toContain('Not everything was finished')
    await larder.restart()
    const { id } = await ada.freezer()
    for (const feed of feeds) {
      await feed.until(({ stream }) => stream === `freezer-${id}`, 20_000)
      expect(feed.interruptions.length).toBeGreaterThan(0)
    }
    figure(4, `a server with open feeds stops within ${Math.round(took)} ms`)
  })
})

describe('Given somebody who follows', () => {
  test('when they abort, then the loop throws the reason, and the connection is closed', async () => {
    const ada = await larder.person('ada')
    const leaving = new AbortController()
    const why = new Error('enough')
    const follow = async () => {
      for await (const _ of ada.larder.events.follow({ after: 0 }, { signal: leaving.signal })) {
        setTimeout(() => leaving.abort(why), 50)
      }
    }
    await expect(follow()).rejects.toBe(why)
  })

  test('when they leave the loop, then nothing is left open', async () => {
    const ada = await larder.person('ada')
    for (let times = 0; times < 15; times++) {
      for await (const event of ada.larder.events.follow({ after: 0 })) {
        expect(event.type).toBe('AccountRegistered')
        break
      }
    }
  })
})
