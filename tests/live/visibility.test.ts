import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import type { LogEvent } from './collect.ts'
import { collect } from './collect.ts'

const larder = await startLarder()
const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
const admin = await larder.person('admin', { accountRole: 'admin' })
const [adas, bobs] = [await ada.freezer({ name: 'of ada' }), await bob.freezer({ name: 'of bob' })]
await ada.product(adas)
await bob.product(bobs)
const names = { en: 'gooseberries', fr: 'groseilles' }
await admin.larder.freezers.types.add({ names, usualMonths: null })

const about = (events: LogEvent[]) => events.map(({ stream, type }) => `${stream} ${type}`)

async function listed(person: typeof ada, input = {}): Promise<LogEvent[]> {
  const found: LogEvent[] = []
  for await (const event of person.larder.events.list.all(input)) found.push(event)
  return found
}

/** The backlog of a feed, up to the last event there is. */
async function followed(person: typeof ada, input: object = {}): Promise<LogEvent[]> {
  const feed = collect(person.larder, { after: 0, ...input })
  await person.larder.accounts.tokens.create({ name: crypto.randomUUID(), scopes: ['admin'] })
  await feed.until(
    ({ type, by }) => type === 'AccessTokenCreated' && by.accountId === person.accountId,
  )
  await feed.stop()
  return feed.events.filter(({ type }) => type !== 'AccessTokenCreated')
}

describe.each([
  { name: 'a list', read: listed },
  { name: 'a feed', read: followed },
])('Given events of two households and of everybody, in $name', ({ read }) => {
  test('when ada reads, then she sees her own and everybody’s, and nothing of bob', async () => {
    expect(about(await read(ada))).toEqual([
      `account-${ada.accountId} AccountRegistered`,
      `freezer-${adas.id} FreezerCreated`,
      `freezer-${adas.id} ProductAdded`,
      expect.stringMatching(/^product-type-\d+ ProductTypeAdded$/),
    ])
  })

  test('when an administrator reads everything, then they see that, in order', async () => {
    const events = await read(admin, { all: true })
    const streams = about(events)
    expect(streams).toContain(`freezer-${adas.id} ProductAdded`)
    expect(streams).toContain(`freezer-${bobs.id} ProductAdded`)
    const positions = events.map(({ position }) => position)
    expect(positions).toEqual(positions.toSorted((a, b) => a - b))
  })

  test('when an administrator wants some of everything, then they see those of all', async () => {
    const events = await read(admin, { all: true, types: ['FreezerCreated', 'AccessTokenCreated'] })
    expect(about(events)).toEqual([adas, bobs].map(({ id }) => `freezer-${id} FreezerCreated`))
  })

  test('when an administrator does not ask for everything, then they see what is theirs', async () => {
    expect(about(await read(admin))).toEqual([
      `account-${admin.accountId} AccountRegistered`,
      expect.stringMatching(/^product-type-\d+ ProductTypeAdded$/),
    ])
  })

  test('when addresses and request ids are looked for, then only everything has them', async () => {
    for (const event of [...(await read(ada)), ...(await read(admin))]) {
      expect(event).toMatchObject({ address: null, requestId: null })
    }
    for (const event of await read(admin, { all: true })) {
      expect(event).toMatchObject({ address: '127.0.0.1', requestId: expect.any(String) })
    }
  })

  test('when ada names the stream of bob’s freezer, then there is nothing in it', async () => {
    const events = await listed(ada, { stream: `freezer-${bobs.id}` })
    expect(events).toEqual([])
  })

  test('control: when ada is let into bob’s household, then she sees what happens there', async () => {
    const eve = await larder.person('eve')
    await bob.takeIn(eve, 'viewer')
    expect(about(await read(eve))).toContain(`freezer-${bobs.id} ProductAdded`)
  })
})

describe('Given somebody who is no administrator, or a token that does not reach so far', () => {
  test('when they ask for everything, then they are refused', async () => {
    const refused = { reason: 'ADMIN_REQUIRED', status: 403 }
    await expect(ada.larder.events.list({ all: true })).rejects.toMatchObject(refused)
    await expect(collect(ada.larder, { all: true }).ended).resolves.toMatchObject(refused)
  })

  test('when an administrator’s token is only for reading events, then it is refused', async () => {
    const { token } = await admin.larder.accounts.tokens.create({
      name: 'reader',
      scopes: ['events:read'],
    })
    const reader = larder.client({ token })
    const refused = { reason: 'SCOPE_MISSING', details: { needed: 'admin' } }
    await expect(reader.events.list({ all: true })).rejects.toMatchObject(refused)
    await expect(collect(reader, { all: true }).ended).resolves.toMatchObject(refused)
    expect((await reader.events.list()).items.length).toBeGreaterThan(0)
  })
})
