import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { figure, startLarder } from '#harness'
import { collect, settled } from '../live/collect.ts'
import { slowReader } from '../live/slow-reader.ts'
import { Receiver } from '../webhooks/receiver.ts'

const AT_ONCE_MS = 1_000

const settings = { LARDER_WEBHOOK_NETWORKS: '127.0.0.1' }
const larder = await startLarder({ settings })
const neighbour = await startLarder({ on: larder, settings })

const processes = [
  { name: 'the same process', server: larder },
  { name: 'another process', server: neighbour },
]

const ends: { name: string; end: (ada: Person, bob: Person) => Promise<unknown>; told: string }[] =
  [
    {
      name: 'is removed',
      told: 'removed from a household',
      end: (ada, { accountId }) =>
        ada.larder.organisations.members.remove({ id: ada.householdId, accountId }),
    },
    {
      name: 'leaves',
      told: 'left a household',
      end: (ada, bob) => bob.larder.organisations.leave({ id: ada.householdId }),
    },
  ]

const cases = processes.flatMap((process) =>
  ends.map((end) => ({ ...process, ...end, in: process.name })),
)

describe.each(cases)('Given a member who $name, in $in', ({ server, end, told, in: where }) => {
  test('when they call next, then nothing of the household is there', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob)
    const freezer = await ada.freezer()
    const product = await ada.product(freezer)
    const { freezers, organisations } = server.client({ token: bob.session })
    const asking = [
      () => freezers.get({ id: freezer.id }),
      () => freezers.history.list({ freezerId: freezer.id }),
      () => freezers.products.get({ id: product.id }),
      () => freezers.products.list({ freezerId: freezer.id }),
      () => freezers.products.takeOut({ id: product.id }),
      () => organisations.get({ id: ada.householdId }),
      () => organisations.members.list({ id: ada.householdId }),
    ]
    await asking[0]?.()
    await end(ada, bob)
    for (const ask of asking) await expect(ask()).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })

  test('when a feed of theirs is open, then it tells them within a second, and nothing of what follows', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob)
    const [out, stays] = [
      collect(server.client({ token: bob.session })),
      collect(server.client({ token: ada.session })),
    ]
    await settled(bob.larder, out)
    await settled(ada.larder, stays)
    const before = await ada.freezer()
    await out.until(({ stream }) => stream === `freezer-${before.id}`)
    const started = performance.now()
    await end(ada, bob)
    const after = await ada.freezer()
    const { text } = await out.until(({ type }) => type === 'MembershipEnded')
    const tookMs = performance.now() - started
    expect(text).toBe(told)
    expect(tookMs).toBeLessThan(AT_ONCE_MS)
    const own = await bob.freezer()
    await out.until(({ stream }) => stream === `freezer-${own.id}`)
    // control: who stays sees it.
    await stays.until(({ stream }) => stream === `freezer-${after.id}`)
    const seen = out.events.map(({ stream, type }) => `${stream} ${type}`)
    expect(seen).not.toContain(`freezer-${after.id} FreezerCreated`)
    expect(seen.filter((each) => /Member(Left|Removed)/.test(each))).toEqual([])
    figure(17, `a member who goes is told on a feed of ${where} after ${Math.round(tookMs)} ms`)
  })
})

describe('Given somebody who follows events and joins a household', () => {
  test('when something happens there, then their feed, which was open before, has it at once', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    const feed = collect(neighbour.client({ token: bob.session }))
    await settled(bob.larder, feed)
    await ada.takeIn(bob)
    await feed.until(({ type }) => type === 'InvitationAccepted', AT_ONCE_MS)
    const freezer = await ada.freezer()
    await feed.until(({ stream }) => stream === `freezer-${freezer.id}`, AT_ONCE_MS)
  })
})

describe('Given a feed whose reader takes nothing, of a member who is removed', () => {
  test('when they read on, then nothing of what happened since is in it', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob)
    const reader = await slowReader(larder.url, bob.session, { after: 0 })
    await ada.larder.organisations.members.remove({
      id: ada.householdId,
      accountId: bob.accountId,
    })
    const after = await ada.freezer({ name: 'not for bob' })
    const own = await bob.freezer({ name: 'of bob himself' })
    let text = ''
    reader.on('data', (chunk) => (text += chunk)).resume()
    await expect.poll(() => text, { timeout: 5_000 }).toContain(`freezer-${own.id}"`)
    expect(text).not.toContain(`freezer-${after.id}"`)
    expect(text).not.toContain('not for bob')
  })
})

describe('Given a webhook of a member', () => {
  test('when they are removed, then it stops at once, and what was to be sent again is not', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob)
    const receiver = await Receiver.start()
    await bob.larder.webhooks.add({ url: receiver.url, types: ['FreezerCreated'] })
    await ada.freezer({ name: 'shared' })
    await receiver.waitFor(1)
    const { accountId } = bob
    await ada.larder.organisations.members.remove({ id: ada.householdId, accountId })
    await ada.freezer({ name: 'no longer shared' })
    await bob.freezer({ name: 'own' })
    await receiver.waitFor(2)
    const names = receiver.messages.map(({ data }) => data.payload['name'])
    expect(names).toEqual(['shared', 'own'])
  })
})
