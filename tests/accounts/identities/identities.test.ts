import { memorySession } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { backFrom, link, logInWith, newLogin } from './flows.ts'
import { PROGRAM, startProvider } from './identity-provider.ts'

const corner = await startProvider('corner')
const tower = await startProvider('tower', { tellsAddressInToken: true })
const settings = {
  ...corner.settings,
  ...tower.settings,
  LARDER_OIDC_TOWER_LABEL: 'The Tower',
}
const larder = await startLarder({ settings })

const anybody = () => larder.client({ session: memorySession() })

describe('Given two providers', () => {
  test('when anybody asks, then they are named, and nothing of their secrets', async () => {
    const answer = await larder.call('accounts.identities.providers')
    expect(answer.data()).toEqual({
      items: [
        { name: 'corner', label: 'Corner' },
        { name: 'tower', label: 'The Tower' },
      ],
    })
    expect(answer.body).not.toContain(corner.clientId)
  })

  test('when one is asked for that there is not, then it is not found', async () => {
    const unknown = { provider: 'nowhere', redirectUri: PROGRAM }
    await expect(anybody().accounts.identities.beginLogIn(unknown)).rejects.toMatchObject({
      reason: 'NOT_FOUND',
      details: { what: 'identity provider', id: 'nowhere' },
    })
  })
})

describe.each([corner, tower])('Given somebody who has an identity at $name', (provider) => {
  test('when they link it, then it logs them in, and both are told', async () => {
    const [ada, login] = [await larder.person('ada'), newLogin('ada')]
    const linked = await link(provider, ada.larder, login)
    expect(linked).toMatchObject({
      provider: provider.name,
      email: `${login}@example.org`,
      usable: true,
      lastUsedAt: null,
    })
    const device = anybody()
    const { account, session } = await logInWith(provider, device, login)
    expect(account).toMatchObject({ id: ada.accountId, email: ada.email })
    expect(await device.accounts.whoAmI()).toMatchObject({ id: ada.accountId, scopes: ['*'] })
    expect(session).toMatch(/^larder_ses_/)
    const { items, hasPassword } = await ada.larder.accounts.identities.list()
    expect(items).toEqual([{ ...linked, lastUsedAt: expect.any(String) }])
    expect(hasPassword).toBe(true)
    expect(await told(ada)).toEqual([
      `logged in with ${provider.name}`,
      `identity at ${provider.name} linked`,
    ])
  })

  test('when they come back to a program on their machine, then it is the same', async () => {
    const [ada, login] = [await larder.person('ada'), newLogin('ada')]
    await link(provider, ada.larder, login)
    const finish = await backFrom(provider, anybody(), login, PROGRAM)
    const { account } = await anybody().accounts.identities.logIn(finish)
    expect(account.id).toBe(ada.accountId)
  })
})

describe('Given a linked identity', () => {
  test('when it is linked again, then nothing happens', async () => {
    const [ada, login] = [await larder.person('ada'), newLogin('ada')]
    const first = await link(corner, ada.larder, login)
    expect(await link(corner, ada.larder, login)).toEqual(first)
    expect(await told(ada)).toEqual(['identity at corner linked'])
  })

  test('when somebody else links it, then it is refused, and stays where it is', async () => {
    const [ada, eve, login] = [
      await larder.person('ada'),
      await larder.person('eve'),
      newLogin('ada'),
    ]
    await link(corner, ada.larder, login)
    await expect(link(corner, eve.larder, login)).rejects.toMatchObject({
      reason: 'IDENTITY_TAKEN',
      details: { provider: 'corner' },
    })
    expect((await logInWith(corner, anybody(), login)).account.id).toBe(ada.accountId)
  })

  test('when several people link it at once, then it belongs to one of them', async () => {
    const people = await Promise.all(['ada', 'bob', 'eve'].map((name) => larder.person(name)))
    const login = newLogin('shared')
    const attempts = await Promise.allSettled(
      people.map((person) => link(corner, person.larder, login)),
    )
    const refusals = attempts.flatMap((attempt) =>
      attempt.status === 'rejected' ? [attempt.reason.reason] : [],
    )
    expect(refusals).toEqual(['IDENTITY_TAKEN', 'IDENTITY_TAKEN'])
  })

  test('when another provider has the same subject, then that is somebody else', async () => {
    const [ada, login] = [await larder.person('ada'), newLogin('ada')]
    await link(corner, ada.larder, login)
    await expect(logInWith(tower, anybody(), login)).rejects.toMatchObject({
      reason: 'IDENTITY_UNKNOWN',
    })
  })

  test('when it is unlinked, then it logs nobody in any more', async () => {
    const [ada, login] = [await larder.person('ada'), newLogin('ada')]
    const { id } = await link(corner, ada.larder, login)
    const cameBack = await backFrom(corner, anybody(), login)
    await ada.larder.accounts.identities.unlink({ id })
    const refused = { reason: 'IDENTITY_UNKNOWN', details: { provider: 'corner' } }
    await expect(anybody().accounts.identities.logIn(cameBack)).rejects.toMatchObject(refused)
    await expect(logInWith(corner, anybody(), login)).rejects.toMatchObject(refused)
    expect((await ada.larder.accounts.identities.list()).items).toEqual([])
  })

  test('when somebody else unlinks it, then there is no such identity', async () => {
    const [ada, eve] = [await larder.person('ada'), await larder.person('eve')]
    const { id } = await link(corner, ada.larder, newLogin('ada'))
    const attempt = eve.larder.accounts.identities.unlink({ id })
    await expect(attempt).rejects.toMatchObject({ reason: 'NOT_FOUND' })
    expect((await ada.larder.accounts.identities.list()).items).toHaveLength(1)
  })
})

describe('Given an identity that is not linked', () => {
  test('when somebody logs in with it, then they are told, and no account is made', async () => {
    const before = await countAccounts()
    const attempt = logInWith(corner, anybody(), newLogin('ada'))
    await expect(attempt).rejects.toMatchObject({ reason: 'IDENTITY_UNKNOWN' })
    expect(await countAccounts()).toBe(before)
  })

  test.each([corner, tower])(
    'when they register with it at $name, then they have an account with a household and no password',
    async (provider) => {
      const [login, device] = [newLogin('cleo'), anybody()]
      const newcomer = { displayName: 'Cleo', language: 'fr' as const, timeZone: 'Europe/Paris' }
      const { account } = await logInWith(provider, device, login, newcomer)
      expect(account).toMatchObject({ ...newcomer, email: `${login}@example.org`, role: 'user' })
      expect(account.emailVerified).toBe(false)
      expect((await device.accounts.whoAmI()).memberships).toMatchObject([{ role: 'owner' }])
      expect(await device.accounts.identities.list()).toMatchObject({ hasPassword: false })
      for (const password of ['none', 'any password at all']) {
        const logIn = anybody().accounts.logIn({ email: account.email, password })
        await expect(logIn).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
      }
      expect((await logInWith(provider, anybody(), login, {})).account.id).toBe(account.id)
    },
  )

  test('when the server takes new accounts by invitation, then it takes one for the address', async () => {
    const guarded = await startLarder({
      settings: { ...corner.settings, LARDER_REGISTRATION: 'invitation' },
    })
    const adminCode = /--admin-code (\S+)/.exec(guarded.output())?.[1] ?? ''
    const ada = await guarded.person('ada', { adminCode })
    const login = newLogin('cleo')
    const email = `${login}@example.org`
    const { create } = ada.larder.admin.invitations
    const [theirs, anothers] = [await create({ email }), await create({ email: ada.email })]
    const cleo = (register: object) =>
      logInWith(corner, guarded.client({ session: memorySession() }), login, register)
    await expect(cleo({})).rejects.toMatchObject({ reason: 'INVITATION_NEEDED' })
    const wrong = cleo({ invitation: anothers.token })
    await expect(wrong).rejects.toMatchObject({ reason: 'INVITATION_REFUSED' })
    expect((await cleo({ invitation: theirs.token })).account.email).toBe(email)
    expect((await ada.larder.admin.invitations.list()).items).toMatchObject([{ email: ada.email }])
  })

  test('when they register twice at once, then there is one account', async () => {
    const [login, before] = [newLogin('cleo'), await countAccounts()]
    const finishes = [
      await backFrom(corner, anybody(), login),
      await backFrom(corner, anybody(), login),
    ]
    const attempts = await Promise.allSettled(
      finishes.map((finish) => anybody().accounts.identities.logIn({ ...finish, register: {} })),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
    expect(await countAccounts()).toBe(before + 1)
  })

  test('when the address has an account, then the e-mail alone links nothing', async () => {
    const [bob, login] = [await larder.person('bob'), newLogin('eve')]
    corner.people.set(login, { email: bob.email.toUpperCase(), email_verified: true })
    const attempt = logInWith(corner, anybody(), login)
    await expect(attempt).rejects.toMatchObject({ reason: 'IDENTITY_UNKNOWN' })
    await expect(logInWith(corner, anybody(), login, {})).rejects.toMatchObject({
      reason: 'IDENTITY_EMAIL_TAKEN',
      details: { provider: 'corner', email: bob.email.toUpperCase() },
    })
    expect((await bob.larder.accounts.identities.list()).items).toEqual([])
  })

  test.each([
    ['tells no address', {}],
    ['does not vouch for it', { email: 'dora@example.org', email_verified: false }],
    ['says nothing of whether it vouches', { email: 'dora@example.org' }],
    ['tells something that is no address', { email: 'dora at home', email_verified: true }],
  ])('when the provider %s, then nobody registers with it', async (_, person) => {
    const [login, before] = [newLogin('dora'), await countAccounts()]
    for (const provider of [corner, tower]) {
      provider.people.set(login, person)
      await expect(logInWith(provider, anybody(), login, {})).rejects.toMatchObject({
        reason: 'IDENTITY_EMAIL_MISSING',
        details: { provider: provider.name },
      })
    }
    expect(await countAccounts()).toBe(before)
  })
})

async function told({ larder: { events } }: Person): Promise<string[]> {
  const types = ['IdentityLinked', 'IdentityUnlinked', 'LoggedInWithIdentity'] as const
  const { items } = await events.list({ types: [...types] })
  return items
    .map(({ text }) => text)
    .sort()
    .reverse()
}

async function countAccounts(): Promise<number> {
  return (await larder.database.reader.selectFrom('accounts').select('id').execute()).length
}
