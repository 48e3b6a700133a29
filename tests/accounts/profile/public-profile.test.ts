import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const larder = await startLarder()
const anybody = larder.client().accounts.profile

const everything = {
  displayName: 'Ada',
  firstName: 'Augusta',
  middleName: 'Maria',
  lastName: 'Alpina',
  birthDate: '1984-02-29',
  biography: 'Bakes bread.',
  language: 'fr' as const,
  timeZone: 'Europe/Zurich',
}
const { displayName: _, ...publishable } = everything
type Field = keyof typeof publishable
const fields = Object.keys(publishable) as Field[]
const hidden = Object.fromEntries([...fields, 'picture'].map((field) => [field, null]))

describe('Given somebody with a username', () => {
  test('when nothing was made public, then username and display name are all there is', async () => {
    const ada = await larder.person('ada')
    await ada.larder.accounts.profile.edit({ ...everything, username: 'ada' })
    const answer = await larder.call('accounts.profile.byUsername', { username: 'ada' })
    expect(answer.data()).toEqual({ ...hidden, username: 'ada', displayName: 'Ada' })
    expect(answer.body).not.toContain(ada.email)
  })

  test.each(fields)(
    'when %s was made public, then that is shown and nothing else',
    async (field) => {
      const username = `ada-${field}`
      const { accounts } = (await larder.person('ada')).larder
      await accounts.profile.edit({ ...everything, username, publicFields: [field] })
      expect(await anybody.byUsername({ username })).toEqual({
        ...hidden,
        username,
        displayName: 'Ada',
        [field]: everything[field],
      })
    },
  )

  test('when a public field is empty, then it looks as if it were not public', async () => {
    const { accounts } = (await larder.person('ada')).larder
    await accounts.profile.edit({ username: 'ada.empty', publicFields: ['biography', 'birthDate'] })
    const profile = await anybody.byUsername({ username: 'ADA.EMPTY' })
    expect(profile).toMatchObject({ username: 'ada.empty', biography: null, birthDate: null })
  })

  test('when a field is taken back, then the next look does not find it', async () => {
    const { accounts } = (await larder.person('ada')).larder
    const username = 'ada.takes.back'
    await accounts.profile.edit({ ...everything, username, publicFields: ['biography'] })
    await anybody.byUsername({ username })
    await accounts.profile.edit({ publicFields: [] })
    expect(await anybody.byUsername({ username })).toMatchObject({ biography: null })
  })
})

describe('Given a username that leads nowhere', () => {
  const missing = (username: string) => ({
    reason: 'NOT_FOUND',
    details: { what: 'profile', id: username },
  })

  test.each(['nobody-has-this', 'admin'])(
    'when nobody has it (%s), then there is no such profile',
    async (username) => {
      await expect(anybody.byUsername({ username })).rejects.toMatchObject(missing(username))
    },
  )

  test.each<[what: string, column: 'disabled_at' | 'leaves_at', username: string]>([
    ['is disabled', 'disabled_at', 'ada.disabled'],
    ['is about to be deleted', 'leaves_at', 'ada.leaving'],
  ])(
    'when its account %s, then it looks the same, and it stays taken',
    async (_, column, username) => {
      const ada = await larder.person('ada')
      await ada.larder.accounts.profile.edit({ ...everything, username, publicFields: fields })
      expect(await anybody.byUsername({ username })).toMatchObject({ username })
      await larder.database.writer
        .updateTable('accounts')
        .set({ [column]: '2999-01-01T00:00:00.000Z' })
        .where('id', '=', ada.accountId)
        .execute()
      await expect(anybody.byUsername({ username })).rejects.toMatchObject(missing(username))
      const eve = (await larder.person('eve')).larder.accounts
      const attempt = eve.profile.edit({ username })
      await expect(attempt).rejects.toMatchObject({ reason: 'USERNAME_TAKEN' })
    },
  )
})
