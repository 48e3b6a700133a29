import { describe, expect, test } from 'vitest'
import { signedIn, startLarder } from '#harness'

const larder = await startLarder()
const ada = { email: 'ada@example.org', password: 'porridge at seven', displayName: 'Ada' }

describe('Given somebody without an account', () => {
  test('when they register, then they are signed in and own a household', async () => {
    const anybody = larder.client()
    const { account } = await anybody.accounts.register({
      ...ada,
      displayName: '  Ada ',
      language: 'fr',
      timeZone: 'Europe/Paris',
    })
    expect(account).toMatchObject({
      email: 'ada@example.org',
      displayName: 'Ada',
      language: 'fr',
      timeZone: 'Europe/Paris',
      role: 'user',
    })
    expect(await anybody.accounts.whoAmI()).toEqual({
      ...account,
      scopes: ['*'],
      memberships: [
        {
          organisationId: expect.any(Number),
          kind: 'household',
          role: 'owner',
          timeZone: 'Europe/Paris',
        },
      ],
    })
  })

  test('when they say neither language nor time zone, then it is English and UTC', async () => {
    const { account } = await larder
      .client()
      .accounts.register({ ...ada, email: 'bea@example.org' })
    expect(account).toMatchObject({ language: 'en', timeZone: 'UTC' })
  })

  test('when they spell the time zone in their own way, then it is kept in the usual one', async () => {
    const registration = { ...ada, email: 'cid@example.org', timeZone: 'europe/PARIS' }
    const { account } = signedIn(await larder.client().accounts.register(registration))
    expect(account.timeZone).toBe('Europe/Paris')
  })

  test.each([
    ['an address without a domain', { email: 'ada' }, 'email'],
    ['a display name that hides what it says', { displayName: 'Ada\u202eadmin' }, 'displayName'],
    ['an empty display name', { displayName: '   ' }, 'displayName'],
    ['a language that Larder does not speak', { language: 'de' }, 'language'],
    ['a time zone that nobody lives in', { timeZone: 'Europe/Atlantis' }, 'timeZone'],
    ['an offset for a time zone', { timeZone: '+01:00' }, 'timeZone'],
    ['a field that is not asked for', { role: 'admin' }, 'role'],
  ])(
    'when they give %s, then that field is named and there is no account',
    async (_, wrong, field) => {
      const email = `${field}@example.org`
      const answer = await larder.call('accounts.register', { ...ada, email, ...wrong })
      expect(answer.status).toBe(400)
      expect(answer.error()?.data).toMatchObject({
        reason: 'INVALID_INPUT',
        details: { issues: [{ path: field, message: expect.any(String) }] },
      })
      const logIn = larder.client().accounts.logIn({ email, password: ada.password })
      await expect(logIn).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
    },
  )
})

describe('Given an address that has an account', () => {
  test('when it is registered again, then it is refused with the address', async () => {
    const { email } = await larder.person('bob')
    const again = larder.client().accounts.register({ ...ada, email })
    await expect(again).rejects.toMatchObject({ reason: 'EMAIL_TAKEN', details: { email } })
  })
})

describe('Given an address that many people want', () => {
  test('when 20 register it at once, in several spellings, then there is exactly one account', async () => {
    const before = await countRows()
    const spellings = [
      'cleo@example.org',
      'Cleo@Example.org',
      'ｃｌｅｏ@example.org',
      'CLEO@EXAMPLE.ORG',
    ]
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        larder.client().accounts.register({ ...ada, email: spellings[n % 4] ?? '' }),
      ),
    )
    const refusals = attempts.flatMap((attempt) =>
      attempt.status === 'rejected' ? [attempt.reason.reason] : [],
    )
    expect(refusals).toEqual(Array(19).fill('EMAIL_TAKEN'))
    const after = await countRows()
    expect(after).toEqual(before.map((count) => count + 1))
  })
})

/** How many accounts, households and sessions there are: each account that comes brings one each. */
function countRows(): Promise<number[]> {
  const { reader } = larder.database
  return Promise.all(
    (['accounts', 'organisations', 'sessions'] as const).map(
      async (table) => (await reader.selectFrom(table).selectAll().execute()).length,
    ),
  )
}
