import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const larder = await startLarder()

const SAME = 'is the same'
const ANOTHER = 'is another'

// The same table on both engines: no collation has a say.
describe.each([
  // taken          typed            which     what differs
  ['grace', 'GRACE', SAME, 'case'],
  ['Paul.Emil', 'paul.emil', SAME, 'case of the one that is there'],
  ['will', 'wiII', SAME, 'capital i for small L'],
  ['bill', 'biII', SAME, 'capital i for small L at the end'],
  ['molly', 'mo1ly', SAME, '1 for L'],
  ['bob.o', 'b0b.0', SAME, '0 for O'],

  ['anna-lee', 'anna.lee', ANOTHER, 'what stands between'],
  ['annalee', 'anna_lee', ANOTHER, 'something between'],
  ['otto', 'ottoo', ANOTHER, 'length'],
  ['p_p', 'pxp', ANOTHER, 'a wildcard of SQL'],
])('Given somebody who is called %s', (taken, typed, which, difference) => {
  test(`when somebody else wants "${typed}" (${difference}), then it ${which}`, async () => {
    const ada = (await larder.person('ada')).larder.accounts
    const eve = (await larder.person('eve')).larder.accounts
    await ada.profile.edit({ username: taken })
    const attempt = eve.profile.edit({ username: typed })
    const found = larder.client().accounts.profile.byUsername({ username: typed })
    if (which === SAME) {
      await expect(attempt).rejects.toMatchObject({
        reason: 'USERNAME_TAKEN',
        details: { username: typed },
      })
      expect(await found).toMatchObject({ username: taken, displayName: 'ada' })
    } else {
      await Promise.allSettled([found])
      expect(await attempt).toMatchObject({ username: typed })
    }
  })

  test('when they write it in another way themselves, then it is theirs', async () => {
    const { accounts } = (await larder.person('ida')).larder
    const [written, rewritten] = [`${taken}-x`, `${taken}-X`]
    await accounts.profile.edit({ username: written })
    expect(await accounts.profile.edit({ username: rewritten })).toMatchObject({
      username: rewritten,
    })
    await accounts.profile.edit({ username: null })
  })
})

describe('Given a username that cannot be one', () => {
  test.each([
    ['2 characters', 'ad'],
    ['31 characters', 'a'.repeat(31)],
    ['a space', 'ada eve'],
    ['an accent', 'zoë'],
    ['a Cyrillic look-alike', 'p\u0430ul'],
    ['a full-width look-alike', '\uff50aul'],
    ['a Kelvin sign', '\u212aate'],
    ['an invisible letter', 'ada\u200b'],
    ['a combining accent', 'ada\u0301'],
    ['a line break', 'ada\neve'],
    ['a NUL', 'ada\u0000'],
    ['a slash', 'ada/eve'],
    ['a digit at the beginning', '1ada'],
    ['a dot at the end', 'ada.'],
    ['two dots', 'ada..eve'],
    ['an address', 'ada@example.org'],
  ])('with %s, when somebody wants it, then it is refused', async (_, username) => {
    const { accounts } = (await larder.person('ada')).larder
    await expect(accounts.profile.edit({ username })).rejects.toMatchObject({
      reason: 'INVALID_INPUT',
      details: { issues: [{ path: 'username', message: expect.any(String) }] },
    })
  })
})

describe('Given a reserved name', () => {
  test.each([
    'admin',
    'ADMIN',
    'adm1n',
    'admIn',
    'root',
    'r00t',
    'larder',
    'Iarder',
    'api',
    'Support',
  ])('when somebody wants "%s", then it is refused', async (username) => {
    const { accounts } = (await larder.person('ada')).larder
    await expect(accounts.profile.edit({ username })).rejects.toMatchObject({
      reason: 'USERNAME_RESERVED',
      details: { username },
    })
  })

  test('control: one that only begins like it is nobody else’s', async () => {
    const { accounts } = (await larder.person('ada')).larder
    const username = 'adminton'
    expect(await accounts.profile.edit({ username })).toMatchObject({ username })
  })
})

describe('Given a username that many people want', () => {
  test('when 12 ask for it at once, then one has it and 11 are told that it is taken', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => larder.person('cleo')))
    const attempts = await Promise.allSettled(
      people.map(({ larder: { accounts } }, n) =>
        accounts.profile.edit({ username: n % 2 === 0 ? 'cleopatra' : 'CLEOPATRA' }),
      ),
    )
    const refusals = attempts.flatMap((attempt) =>
      attempt.status === 'rejected' ? [attempt.reason.reason] : [],
    )
    expect(refusals).toEqual(Array(11).fill('USERNAME_TAKEN'))
    const rows = await larder.database.reader
      .selectFrom('accounts')
      .select('id')
      .where('username', 'in', ['cleopatra', 'CLEOPATRA'])
      .execute()
    expect(rows).toHaveLength(1)
  })
})
