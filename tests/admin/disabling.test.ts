import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { figure, startLarder } from '#harness'
import { collect, settled } from '../live/collect.ts'
import { Receiver } from '../webhooks/receiver.ts'

const settings = { LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8' }
const larder = await startLarder({ settings })
const neighbour = await startLarder({ on: larder, settings })
const reason = 'sold what was not hers'

let root: Person
beforeAll(async () => {
  root = await larder.person('root', { accountRole: 'admin' })
})

const disable = ({ accountId: id }: Person) => root.larder.admin.accounts.disable({ id, reason })
const enable = ({ accountId: id }: Person) => root.larder.admin.accounts.enable({ id })

async function verdict(server: typeof larder, secret: string): Promise<string> {
  const answer = await server.call('accounts.whoAmI', {}, { secret })
  if (answer.status === 200) return 'accepted'
  return String(Reflect.get(Object(answer.error()?.data.details), 'problem'))
}

describe.each([
  { name: 'the same process', server: larder },
  { name: 'another process', server: neighbour },
])('Given an account that is in use, and $name', ({ name, server }) => {
  test('when it is disabled, then its sessions, tokens and feeds are refused at once', async () => {
    const ada = await larder.person('ada')
    const { token } = await ada.larder.accounts.tokens.create({ name: 'script', scopes: ['*'] })
    const feed = collect(server.client({ token }))
    await settled(ada.larder, feed)
    expect(await verdict(server, ada.session)).toBe('accepted')
    expect(await verdict(server, token)).toBe('accepted')
    const before = performance.now()
    await disable(ada)
    expect(await verdict(server, ada.session)).toBe('expired')
    expect(await verdict(server, token)).toBe('disabled')
    expect(await feed.ended).toMatchObject({
      reason: 'CREDENTIAL_REFUSED',
      details: { problem: 'disabled' },
    })
    const took = performance.now() - before
    expect(took).toBeLessThan(2_000)
    figure(
      17,
      `a disabled account loses sessions, tokens, feeds in ${name}: ${Math.round(took)} ms`,
    )
    // control: whoever was not disabled goes on.
    expect(await verdict(server, root.session)).toBe('accepted')
  })
})

describe('Given an account that was disabled', () => {
  let ada: Person
  let token: string

  beforeAll(async () => {
    ada = await larder.person('ada')
    token = (await ada.larder.accounts.tokens.create({ name: 'script', scopes: ['*'] })).token
    await disable(ada)
  })

  test('when somebody logs in with a wrong password, then the answer is that of any account', async () => {
    const { body: wrong } = await larder.call('accounts.logIn', {
      email: ada.email,
      password: 'no',
    })
    const unknown = { email: 'nobody@example.org', password: 'no' }
    expect(wrong).toBe((await larder.call('accounts.logIn', unknown)).body)
  })

  test('when its owner logs in with the right password, then they learn that it is disabled', async () => {
    await expect(ada.logIn()).rejects.toMatchObject({ reason: 'ACCOUNT_DISABLED', status: 403 })
  })

  test('when the audit is searched, then it says who did it, and why', async () => {
    const { items } = await root.larder.audit.list({ types: ['DisablingReasonGiven'] })
    expect(items).toContainEqual(
      expect.objectContaining({
        stream: `account-${ada.accountId}`,
        text: `account ${ada.accountId} disabled because: ${reason}`,
        by: expect.objectContaining({ accountId: root.accountId }),
      }),
    )
  })

  test('when it is enabled, then tokens work again, sessions do not, and its owner never sees why', async () => {
    const staff = await larder.person('staff', { accountRole: 'staff' })
    const { get, list } = staff.larder.admin.accounts
    expect(await get({ id: ada.accountId })).toMatchObject({
      standing: 'disabled',
      disabledReason: null,
    })
    const asAdministrator = await root.larder.admin.accounts.get({ id: ada.accountId })
    expect(asAdministrator.disabledReason).toBe(reason)
    expect((await list({ standing: 'disabled' })).items.map(({ id }) => id)).toContain(
      ada.accountId,
    )
    await enable(ada)
    expect(await verdict(larder, token)).toBe('accepted')
    expect(await verdict(larder, ada.session)).toBe('expired')
    const device = await ada.logIn()
    const { items } = await device.larder.events.list({ limit: 200 })
    expect(items.map(({ type, text }) => [type, text])).toEqual(
      expect.arrayContaining([
        ['AccountDisabled', 'account disabled'],
        ['AccountEnabled', 'account enabled'],
      ]),
    )
    expect(JSON.stringify(items)).not.toContain(reason)
  })

  test('when it is enabled twice, or somebody is disabled twice, then the second is refused', async () => {
    await expect(enable(ada)).rejects.toMatchObject({ reason: 'NOT_DISABLED' })
    await disable(ada)
    await expect(disable(ada)).rejects.toMatchObject({ reason: 'ALREADY_DISABLED' })
    await enable(ada)
  })
})

describe('Given an account with a webhook', () => {
  test('when it is disabled, then nothing more is posted until it is enabled', async () => {
    const ada = await larder.person('ada')
    const bob = await larder.person('bob')
    await ada.takeIn(bob)
    const [hers, his] = [await Receiver.start(), await Receiver.start()]
    const types = ['FreezerResized' as const]
    await ada.larder.webhooks.add({ url: hers.url, types })
    await bob.larder.webhooks.add({ url: his.url, types })
    const { id } = await ada.freezer({ boxes: 5 })
    const resize = (boxes: number) => bob.larder.freezers.edit({ id, boxes })
    await resize(6)
    await Promise.all([hers.waitFor(1), his.waitFor(1)])
    await disable(ada)
    await resize(7)
    // control: it was sent to whoever may have it.
    await his.waitFor(2)
    await enable(ada)
    await resize(8)
    await hers.waitFor(2)
    expect(hers.messages.map(({ data }) => data.payload['to'])).toEqual([6, 8])
    expect(his.messages.map(({ data }) => data.payload['to'])).toEqual([6, 7, 8])
  })
})
