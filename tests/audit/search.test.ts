import { randomUUID } from 'node:crypto'
import type { RouterInputs } from '@larder/sdk'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { soonLoggedUnder } from './in-the-log.ts'

type Search = RouterInputs['audit']['list']

const larder = await startLarder({ settings: { LARDER_TRUST_PROXY: '127.0.0.1' } })

/** Creates a freezer from an address; answers the request id. */
async function createFrom(
  address: string,
  secret: string,
  name: string = randomUUID(),
): Promise<string> {
  const requestId = randomUUID()
  const headers = { 'x-request-id': requestId, 'x-forwarded-for': address }
  const answer = await larder.call('freezers.create', { name, boxes: 2 }, { secret, headers })
  answer.data()
  return requestId
}

describe('Given what ada did from two addresses, what bob did, and log-ins that failed', () => {
  let admin: Person
  let ada: Person
  let bob: Person
  let token: { id: number; token: string }
  let request: string
  let failed: string

  const find = async (search: Search) => (await admin.larder.audit.list(search)).items

  beforeAll(async () => {
    admin = await larder.person('root', { accountRole: 'admin' })
    ada = await larder.person('ada')
    bob = await larder.person('bob')
    token = await ada.larder.accounts.tokens.create({ name: 'script', scopes: ['*'] })
    request = await createFrom('203.0.113.7', ada.session, 'kitchen')
    await createFrom('::ffff:198.51.100.9', token.token)
    for (let n = 0; n < 30; n++) await createFrom('203.0.113.7', bob.session)
    failed = randomUUID()
    const headers = { 'x-request-id': failed, 'x-forwarded-for': '203.0.113.7' }
    const wrong = { email: ada.email, password: 'not the password' }
    await larder.call('accounts.logIn', wrong, { headers })
    await soonLoggedUnder(larder.database, failed)
  })

  test('when an administrator asks by e-mail, then everything the account did is there, newest first', async () => {
    const items = await find({ email: ada.email.toUpperCase() })
    expect(items.map(({ type }) => type)).toEqual([
      'LogInFailed',
      'FreezerCreated',
      'FreezerCreated',
      'AccessTokenCreated',
      'AccountRegistered',
    ])
    expect(items[2]).toEqual({
      id: expect.any(Number),
      at: expect.any(String),
      type: 'FreezerCreated',
      stream: expect.stringMatching(/^freezer-\d+$/),
      subject: expect.stringMatching(/^freezer-\d+$/),
      payload: { householdId: ada.householdId, name: 'kitchen', boxes: 2 },
      text: 'freezer "kitchen" created with 2 boxes',
      by: { accountId: ada.accountId, email: ada.email, displayName: 'ada', tokenId: null },
      address: '203.0.113.7',
      requestId: request,
    })
    expect(items[1]).toMatchObject({ by: { tokenId: token.id }, address: '198.51.100.9' })
    expect(await find({ accountId: ada.accountId })).toEqual(items)
  })

  test('when they ask by address, by request and by type, then that is what they get', async () => {
    const from = await find({ address: '198.51.100.9' })
    expect(from.map(({ by }) => by.accountId)).toEqual([ada.accountId])
    const done = await find({ requestId: request })
    expect(done.map(({ payload }) => payload)).toMatchObject([{ name: 'kitchen' }])
    const failures = await find({ types: ['LogInFailed', 'AccessRefused'] })
    expect(failures.map(({ requestId }) => requestId)).toEqual([failed])
  })

  test('when they ask for several things together, then all of them must hold', async () => {
    const address = '203.0.113.7'
    const both = await find({ address, accountId: ada.accountId })
    expect(both.map(({ type }) => type)).toEqual(['LogInFailed', 'FreezerCreated'])
    const all = { address, accountId: ada.accountId, types: ['FreezerCreated'] }
    expect(await find(all)).toEqual([both[1]])
    expect(await find({ ...all, requestId: failed })).toEqual([])
  })

  test('when they ask for a time, then it begins with its first moment and ends before its last', async () => {
    const [latest, ...earlier] = await find({ accountId: bob.accountId })
    const at = latest?.at ?? ''
    const here = new Date(Date.parse(at) + 7_200_000).toISOString().replace('Z', '+02:00')
    const since = await find({ accountId: bob.accountId, since: here })
    expect(since.map(({ id }) => id)).toContain(latest?.id)
    const until = await find({ accountId: bob.accountId, until: at })
    expect(until).toEqual(earlier.filter((each) => each.at < at))
    expect(await find({ since: '2999-01-01T00:00:00Z' })).toEqual([])
  })

  test.each<Search>([
    {},
    { address: '203.0.113.7' },
    { address: '203.0.113.7', types: ['FreezerCreated'] },
    { since: '2020-01-01T00:00:00Z', until: '2999-01-01T00:00:00Z' },
  ])(
    'when %j is read in pages, then nothing is missing and nothing comes twice',
    async (search) => {
      const whole = await find({ ...search, limit: 200 })
      expect(whole.length).toBeGreaterThan(20)
      const paged = []
      for await (const event of admin.larder.audit.list.all({ ...search, limit: 7 })) {
        paged.push(event)
      }
      expect(paged).toEqual(whole)
      const order = whole.map(({ at, id }) => `${at} ${String(id).padStart(9, '0')}`)
      expect(order).toEqual(order.toSorted().reverse())
    },
  )

  test('when what they ask for makes no sense, then they are told what does', async () => {
    const { list } = admin.larder.audit
    await expect(list({ email: 'who@example.org' })).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    const both = { email: ada.email, accountId: ada.accountId }
    await expect(list(both)).rejects.toThrow('give either accountId or email')
    await expect(list({ since: 'yesterday' })).rejects.toThrow('must be an instant')
  })

  test('when the account is gone, then what it did is still there', async () => {
    const eve = await larder.person('eve')
    const { writer } = larder.database
    const rows = writer.deleteFrom('organisation_members')
    await rows.where('account_id', '=', eve.accountId).execute()
    await writer.deleteFrom('sessions').where('account_id', '=', eve.accountId).execute()
    await writer.deleteFrom('accounts').where('id', '=', eve.accountId).execute()
    expect(await find({ accountId: eve.accountId })).toMatchObject([
      { type: 'AccountRegistered', by: { accountId: eve.accountId, email: null } },
    ])
  })

  test('when somebody else asks, then they are refused, and that is in the audit too', async () => {
    await expect(ada.larder.audit.list()).rejects.toMatchObject({ reason: 'ADMIN_REQUIRED' })
    const narrow = await admin.larder.accounts.tokens.create({
      name: 'narrow',
      scopes: ['freezers:read'],
    })
    const withToken = larder.client({ token: narrow.token }).audit.list()
    await expect(withToken).rejects.toMatchObject({ reason: 'SCOPE_MISSING' })
    await expect
      .poll(async () => (await find({ types: ['AccessRefused'], limit: 2 })).map(told).sort())
      .toEqual(['audit.list ADMIN_REQUIRED', 'audit.list SCOPE_MISSING'])
  })
})

function told({ payload }: { payload: Record<string, unknown> }): string {
  return `${payload['procedure']} ${payload['reason']}`
}
