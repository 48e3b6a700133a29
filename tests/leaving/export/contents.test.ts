import type { Larder } from '@larder/sdk'
import { createLarder } from '@larder/sdk'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { HERE, liveALife, personal } from '../../audit/erasing/life-of-ada.ts'
import { linesOf, unzip } from './unzip.ts'

const settings = { LARDER_TRUST_PROXY: '127.0.0.1', LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8' }
const larder = await startLarder({ settings })

const exported = async (who: Larder) => {
  const { blob, fileName } = await who.exportAccount()
  return { files: await unzip(new Uint8Array(await (await blob()).arrayBuffer())), fileName }
}

interface Event {
  type: string
  text: string
  payload: object
  address?: string
}

describe('Given ada, who did a lot, and bob, whom she helped', () => {
  let files: Map<string, string>
  let fileName: string
  let whole: string
  let ada: Larder
  let bob: Person
  let adasId: number
  let adasHousehold: number
  const secrets: string[] = []

  beforeAll(async () => {
    bob = await larder.person('bob')
    const his = await bob.freezer({ name: 'chest of bob' })
    await bob.product(his, { name: 'beans of bob' })
    const life = await liveALife(larder)
    ada = larder.client({ token: life.session, headers: HERE })
    await bob.takeIn({ larder: ada }, 'viewer')
    adasId = life.accountId
    adasHousehold = life.householdId
    const { token } = await ada.accounts.tokens.create({ name: 'all of it', scopes: ['*'] })
    const { secret } = await ada.webhooks.add({
      url: 'http://127.0.0.1:9/hook',
      description: 'for the house',
    })
    await ada.accounts.profile.edit({ firstName: 'Adelheid', biography: 'Born on the ridge.' })
    secrets.push(life.session, token, secret)
    ;({ files, fileName } = await exported(ada))
    whole = [...files.values()].join('\n')
  })

  const json = (name: string) => JSON.parse(files.get(name) ?? '') as unknown

  test('then everything is in it, under harmless names', () => {
    expect(fileName).toMatch(new RegExp(`^larder-${adasId}-\\d{4}-\\d\\d-\\d\\d\\.zip$`))
    const own = `household-${adasHousehold}`
    const bobs = `household-${bob.householdId}`
    const ofHousehold = ['freezers.json', 'products.json', 'inventory.csv', 'trends.json']
    expect([...files.keys()].sort()).toEqual(
      [
        'README.txt',
        'account.json',
        'sessions.json',
        'access-tokens.json',
        'identities.json',
        'organisations.json',
        'webhooks.json',
        'videos.json',
        'captions.json',
        'channels.json',
        'follows.json',
        'watched.json',
        'comments.json',
        'reactions.json',
        'notifications.json',
        'notification-settings.json',
        'playlists.json',
        'files/files.json',
        ...ofHousehold.flatMap((name) => [`${own}/${name}`, `${bobs}/${name}`]),
        'events/by-you.jsonl',
        'events/about-you.jsonl',
      ].sort(),
    )
    expect([...files.keys()].at(0)).toBe('README.txt')
    expect([...files.keys()].at(-2)).toBe('events/by-you.jsonl')
  })

  test('then all that she wrote is in it, and what bob did is not', () => {
    const all = [...personal, 'Adelheid', 'Born on the ridge.', 'all of it', 'for the house']
    expect(all.filter((text) => !whole.includes(text))).toEqual([])
    // control: what others keep for themselves is not.
    expect(whole).not.toContain(bob.email)
    // What is in a freezer that she may see is hers to see.
    expect(whole).toContain('beans of bob')
    const types = linesOf<Event>(files.get('events/by-you.jsonl')).map(({ payload }) => payload)
    expect(JSON.stringify(types)).not.toContain('beans of bob')
  })

  test('then no secret is in it, and nothing that one is checked against', async () => {
    expect(secrets.filter((secret) => whole.includes(secret))).toEqual([])
    const { writer } = larder.database
    const account = await writer
      .selectFrom('accounts')
      .select('password_hash')
      .where('id', '=', adasId)
      .executeTakeFirstOrThrow()
    const hashes = await writer.selectFrom('sessions').select('id_hash as hash').execute()
    const tokens = await writer.selectFrom('access_tokens').select('token_hash as hash').execute()
    const salts = await writer.selectFrom('webhook_secrets').select('salt as hash').execute()
    const stored = [...hashes, ...tokens, ...salts].map(({ hash }) => hash)
    expect(stored.length).toBeGreaterThan(4)
    expect([account.password_hash, ...stored].filter((hash) => whole.includes(hash))).toEqual([])
  })

  test('then the README explains every file', () => {
    const readme = files.get('README.txt') ?? ''
    for (const name of files.keys()) {
      if (name !== 'README.txt') expect(readme).toMatch(new RegExp(`^${name}\n {4}\\S`, 'm'))
    }
  })

  test('then each file is whole JSON, and says what is there', async () => {
    expect(json('account.json')).toMatchObject({ id: adasId, firstName: 'Adelheid', role: 'user' })
    expect(json('sessions.json')).toMatchObject([{ address: HERE['x-forwarded-for'] }])
    expect(json('organisations.json')).toMatchObject([
      { id: bob.householdId, role: 'viewer' },
      { id: adasHousehold, role: 'owner' },
    ])
    const products = json(`household-${adasHousehold}/products.json`) as { name: string }[]
    const { items } = await ada.freezers.products.list({ limit: 200 })
    expect(products.map(({ name }) => name)).toEqual(items.map(({ name }) => name))
    expect(json(`household-${adasHousehold}/freezers.json`)).toHaveLength(1)
  })

  test('then every event that she did is in it, in order, and from where', async () => {
    const events = linesOf<Event & { id: number }>(files.get('events/by-you.jsonl'))
    const rows = await larder.database.reader
      .selectFrom('events')
      .select(['id', 'address'])
      .where('account_id', '=', adasId)
      .where('audience', '<>', 'administrators')
      .orderBy('recorded_at')
      .orderBy('id')
      .execute()
    expect(events.map(({ id, address }) => ({ id, address }))).toEqual(rows)
    expect(events.at(-1)?.type).toBe('AccountExported')
    expect(events.every(({ text }) => text.length > 0)).toBe(true)
  })

  test('then what others did to the account is in it, without who and from where', async () => {
    const root = await larder.person('root', { accountRole: 'admin' })
    await root.larder.admin.accounts.setRole({ id: adasId, role: 'staff' })
    const again = await exported(ada)
    const about = linesOf<Event>(again.files.get('events/about-you.jsonl'))
    expect(about.map(({ type }) => type)).toEqual(['AccountRoleChanged'])
    expect(Object.keys(about[0] ?? {})).not.toContain('address')
  })

  test('when the inventory is imported elsewhere, then it is the same one', async () => {
    const eve = await larder.person('eve')
    const csv = files.get(`household-${adasHousehold}/inventory.csv`) ?? ''
    await eve.larder.freezers.importCsv({ csv })
    expect((await eve.larder.freezers.exportCsv()).csv.split('\n').sort()).toEqual(
      csv.split('\n').sort(),
    )
  })
})

describe('Given names that are meant to do harm', () => {
  test('when they are exported, then they are text in files of fixed names', async () => {
    const eve = await larder.person('eve', { displayName: '../../../etc/passwd' })
    const freezer = await eve.freezer({ name: '..\\..\\boot.ini' })
    await eve.product(freezer, { name: '=HYPERLINK("http://127.0.0.1")', description: '../../x' })
    await eve.larder.accounts.tokens.create({ name: '/etc/shadow', scopes: ['*'] })
    const { files } = await exported(eve.larder)
    const name =
      /^(?:README\.txt|[a-z-]+\.json|household-\d+\/[a-z]+\.(?:json|csv)|events\/[a-z-]+\.jsonl|files\/files\.json)$/
    expect([...files.keys()].filter((each) => !name.test(each))).toEqual([])
    const csv = files.get(`household-${eve.householdId}/inventory.csv`) ?? ''
    expect(csv).toContain(`"'=HYPERLINK(""http://127.0.0.1"")"`)
  })
})

describe('Given who may have it', () => {
  test('when the credential is missing, narrow, or wrong, then it is refused like a call', async () => {
    const ada = await larder.person('ada')
    const reasonFor = (options: { token?: string }) =>
      createLarder({ url: larder.url, ...options })
        .exportAccount()
        .then(
          () => 'done',
          ({ reason }) => reason as string,
        )
    const scoped = async (scope: '*' | 'account:read' | 'admin') =>
      (await ada.larder.accounts.tokens.create({ name: scope, scopes: [scope] })).token
    expect(await reasonFor({})).toBe('SIGN_IN_REQUIRED')
    expect(await reasonFor({ token: 'nonsense' })).toBe('CREDENTIAL_REFUSED')
    expect(await reasonFor({ token: await scoped('account:read') })).toBe('SCOPE_MISSING')
    expect(await reasonFor({ token: await scoped('admin') })).toBe('SCOPE_MISSING')
    expect(await reasonFor({ token: await scoped('*') })).toBe('done')
    // Refusals are recorded after the answer.
    const refusals = async () =>
      (await ada.larder.events.list({ types: ['AccessRefused'] })).items.map(({ text }) => text)
    await expect.poll(refusals).toContain('accounts.export refused: SCOPE_MISSING')
  })

  test('when it is called too often, then it counts like any call', async () => {
    const strict = await startLarder({ on: larder, settings: { LARDER_RATE_PER_MINUTE: '3' } })
    const calls = await Promise.all(
      [1, 2, 3, 4, 5].map(() => fetch(`${strict.url}/account/export`, { method: 'POST' })),
    )
    expect(calls.map(({ status }) => status).sort()).toEqual([401, 401, 401, 429, 429])
    const limited = calls.find(({ status }) => status === 429)
    expect(limited?.headers.get('retry-after')).toMatch(/^\d+$/)
  })
})
