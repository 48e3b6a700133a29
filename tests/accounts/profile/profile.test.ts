import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const larder = await startLarder()

const nothingYet = {
  username: null,
  firstName: '',
  middleName: '',
  lastName: '',
  birthDate: null,
  biography: '',
  picture: null,
  publicFields: [],
}

describe('Given a new account', () => {
  test('when its profile is read, then it says what registering said and nothing is public', async () => {
    const { accounts } = (await larder.person('ada', { language: 'fr', timeZone: 'Europe/Paris' }))
      .larder
    expect(await accounts.profile.get()).toEqual({
      ...nothingYet,
      displayName: 'ada',
      language: 'fr',
      timeZone: 'Europe/Paris',
    })
    expect(await accounts.whoAmI()).toMatchObject({ username: null, emailVerified: false })
  })

  test('when everything is given, then it is kept as it was written', async () => {
    const { accounts } = (await larder.person('ada')).larder
    const everything = {
      username: 'Ada-of.the_Alps',
      displayName: 'Ada L.',
      firstName: 'Ada',
      middleName: 'Augusta',
      lastName: 'Zoë-Élodie',
      birthDate: '1984-02-29',
      biography: 'Bakes bread.\n\nFreezes 🍓.',
      language: 'fr' as const,
      timeZone: 'Europe/Zurich',
      publicFields: ['biography' as const, 'birthDate' as const],
    }
    const kept = { ...everything, picture: null, publicFields: ['birthDate', 'biography'] }
    expect(await accounts.profile.edit(everything)).toEqual(kept)
    expect(await accounts.profile.get()).toEqual(kept)
    expect(await accounts.whoAmI()).toMatchObject({
      username: 'Ada-of.the_Alps',
      displayName: 'Ada L.',
      language: 'fr',
      timeZone: 'Europe/Zurich',
    })
  })
})

describe('Given a profile', () => {
  test('when one field is given, then only that changes', async () => {
    const { accounts } = (await larder.person('ada')).larder
    const before = await accounts.profile.edit({ biography: 'bakes', birthDate: '1984-02-29' })
    const after = await accounts.profile.edit({ lastName: 'of the Alps' })
    expect(after).toEqual({ ...before, lastName: 'of the Alps' })
  })

  test('when what can be missing is taken away, then it is missing', async () => {
    const { accounts } = (await larder.person('ada')).larder
    const username = 'ada.taken.away'
    await accounts.profile.edit({ username, birthDate: '1984-02-29', biography: 'bakes' })
    const none = { username: null, birthDate: null, biography: '' }
    expect(await accounts.profile.edit(none)).toMatchObject(none)
    const another = (await larder.person('bob')).larder.accounts
    expect(await another.profile.edit({ username })).toMatchObject({ username })
  })

  test('when line breaks come from another system, then they are kept as plain ones', async () => {
    const { accounts } = (await larder.person('ada')).larder
    const { biography } = await accounts.profile.edit({ biography: ' one\r\ntwo\rthree\n ' })
    expect(biography).toBe('one\ntwo\nthree')
  })

  test.each<[what: string, wrong: object, field: string]>([
    ['a day that no calendar has', { birthDate: '2023-02-29' }, 'birthDate'],
    ['a day before 1900', { birthDate: '1899-12-31' }, 'birthDate'],
    ['a day with a time', { birthDate: '1984-02-29T00:00:00Z' }, 'birthDate'],
    ['a name of two lines', { firstName: 'Ada\nEve' }, 'firstName'],
    ['a name of 81 characters', { lastName: 'a'.repeat(81) }, 'lastName'],
    ['a biography of 2,001 characters', { biography: 'a'.repeat(2_001) }, 'biography'],
    ['a biography that hides what it says', { biography: 'Ada\u202e' }, 'biography'],
    ['an empty display name', { displayName: ' ' }, 'displayName'],
    ['a language that Larder does not speak', { language: 'de' }, 'language'],
    ['a time zone that nobody lives in', { timeZone: 'Europe/Atlantis' }, 'timeZone'],
    ['the address as a public field', { publicFields: ['email'] }, 'publicFields.0'],
    ['a role', { role: 'admin' }, 'role'],
    ['another address', { email: 'eve@example.org' }, 'email'],
  ])(
    'when it is given %s, then that field is named and nothing changes',
    async (_, wrong, field) => {
      const { session, larder: ada } = await larder.person('ada')
      const before = await ada.accounts.profile.get()
      const input = { middleName: 'changed', ...wrong }
      const answer = await larder.call('accounts.profile.edit', input, { secret: session })
      expect(answer.error()?.data).toMatchObject({
        reason: 'INVALID_INPUT',
        details: { issues: [{ path: field, message: expect.any(String) }] },
      })
      expect(await ada.accounts.profile.get()).toEqual(before)
    },
  )

  test('when the birth date is tomorrow where its owner lives, then it is refused with that day', async () => {
    // Somewhere it is already tomorrow or still yesterday, whenever this runs.
    const { accounts } = (await larder.person('ada', { timeZone: 'Pacific/Kiritimati' })).larder
    const today = dayAt(new Date(), 'Pacific/Kiritimati')
    const tomorrow = dayAt(new Date(Date.now() + 86_400_000), 'Pacific/Kiritimati')
    expect(await accounts.profile.edit({ birthDate: today })).toMatchObject({ birthDate: today })
    await expect(accounts.profile.edit({ birthDate: tomorrow })).rejects.toMatchObject({
      reason: 'BIRTH_DATE_IN_FUTURE',
      details: { birthDate: tomorrow, today },
    })
  })
})

describe('Given what the log tells of a profile', () => {
  test('when it changes, then the fields are named, and nothing that was written', async () => {
    const { accounts, events } = (await larder.person('ada')).larder
    const [username, biography] = ['ada-in-the-log', 'a secret recipe']
    await accounts.profile.edit({ username, biography, lastName: '' })
    await accounts.profile.edit({ biography })
    const { items } = await events.list({ types: ['ProfileEdited'] })
    expect(items.map(({ payload, text }) => [payload, text])).toEqual([
      [
        { changed: ['username', 'biography'], householdId: null },
        'profile changed: username, biography',
      ],
    ])
    const rows = await larder.database.reader.selectFrom('events').selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(/ada-in-the-log|secret recipe/)
  })
})

describe('Given somebody who moves to another time zone', () => {
  const zoneOf = async ({ larder: { accounts } }: Awaited<ReturnType<typeof larder.person>>) =>
    (await accounts.whoAmI()).memberships[0]?.timeZone

  test('when they live alone, then their household follows', async () => {
    const ada = await larder.person('ada', { timeZone: 'Europe/Paris' })
    await ada.larder.accounts.profile.edit({ timeZone: 'America/Lima' })
    expect(await zoneOf(ada)).toBe('America/Lima')
    const { items } = await ada.larder.events.list({ types: ['ProfileEdited'] })
    expect(items[0]?.payload).toEqual({ changed: ['timeZone'], householdId: ada.householdId })
  })

  test('when others live there too, then the household keeps its day', async () => {
    const [ada, bob] = [
      await larder.person('ada', { timeZone: 'Europe/Paris' }),
      await larder.person('bob'),
    ]
    await ada.takeIn(bob)
    await ada.larder.accounts.profile.edit({ timeZone: 'America/Lima' })
    expect(await zoneOf(ada)).toBe('Europe/Paris')
  })

  test('when the household was set apart, then it stays so', async () => {
    const ada = await larder.person('ada', { timeZone: 'Europe/Paris' })
    const apart = { time_zone: 'Asia/Tokyo' }
    const { writer } = larder.database
    await writer.updateTable('organisations').set(apart).where('id', '=', ada.householdId).execute()
    await ada.larder.accounts.profile.edit({ timeZone: 'America/Lima' })
    expect(await zoneOf(ada)).toBe('Asia/Tokyo')
  })
})

function dayAt(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant)
}
