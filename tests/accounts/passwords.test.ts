import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const larder = await startLarder()

describe('Given a new password', () => {
  test.each([
    ['8 characters', 'x7!qZ-9k', 'taken'],
    ['128 characters', `${'long '.repeat(25)}end`, 'taken'],
    ['7 characters', 'x7!qZ-9', 'INVALID_INPUT'],
    ['129 characters', `${'long '.repeat(25)}ends`, 'INVALID_INPUT'],
    ['one of the most used', 'password', 'PASSWORD_COMMON'],
    ['one of the most used, shouted', 'PASSWORD', 'PASSWORD_COMMON'],
    ['only digits', '73501948', 'taken'],
    ['only spaces', '         ', 'taken'],
    ['letters of many scripts', 'пароль 密码 🍓', 'taken'],
  ])('of %s, when somebody registers with it, then it is: %s', async (_, password, outcome) => {
    const attempt = await larder.person('ada', { password }).catch((error) => error)
    expect(attempt.reason ?? 'taken').toBe(outcome)
  })
})

describe('Given a password', () => {
  test.each([
    ['a space before it', (password: string) => ` ${password}`],
    ['a space after it', (password: string) => `${password} `],
    ['other case', (password: string) => password.toUpperCase()],
    ['decomposed accents', (password: string) => password.normalize('NFD')],
    ['its last letter missing', (password: string) => password.slice(0, -1)],
  ])('when somebody logs in with %s, then it is another password', async (_, typed) => {
    const password = 'crème brûlée'
    const { email } = await larder.person('ada', { password })
    const logIn = (password: string) => larder.client().accounts.logIn({ email, password })
    await expect(logIn(typed(password))).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
    await expect(logIn(password)).resolves.toMatchObject({ account: { email } })
  })

  test('when it is kept, then as argon2id with at least the cost that OWASP asks for', async () => {
    const { accountId, password } = await larder.person('ada')
    const { password_hash } = await larder.database.reader
      .selectFrom('accounts')
      .select('password_hash')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow()
    const hash = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$[\w+/]{22,}\$[\w+/]{43}$/
    const [, memory, passes, lanes] = hash.exec(password_hash)?.map(Number) ?? []
    expect(memory).toBeGreaterThanOrEqual(19_456)
    expect(passes).toBeGreaterThanOrEqual(2)
    expect(lanes).toBeGreaterThanOrEqual(1)
    expect(password_hash).not.toContain(password)
  })

  test('when two people have the same one, then their hashes differ', async () => {
    const people = [await larder.person('ada'), await larder.person('ada')]
    const hashes = await larder.database.reader
      .selectFrom('accounts')
      .select('password_hash')
      .where(
        'id',
        'in',
        people.map(({ accountId }) => accountId),
      )
      .execute()
    expect(new Set(hashes.map(({ password_hash }) => password_hash)).size).toBe(2)
  })
})

describe('Given somebody who is signed in twice', () => {
  const newPassword = 'something else entirely'

  test('when they change the password, then only the new one and the new session are good', async () => {
    const ada = await larder.person('ada')
    const elsewhere = await ada.logIn()
    const { session } = await ada.larder.accounts.changePassword({
      currentPassword: ada.password,
      newPassword,
    })
    for (const old of [ada.session, elsewhere.session]) {
      const call = larder.client({ token: old }).accounts.whoAmI()
      await expect(call).rejects.toMatchObject({ reason: 'CREDENTIAL_REFUSED' })
    }
    expect(await ada.larder.accounts.whoAmI()).toMatchObject({ id: ada.accountId })
    expect(await larder.client({ token: session }).accounts.whoAmI()).toMatchObject({
      id: ada.accountId,
    })
    await expect(ada.logIn()).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
    const logIn = larder.client().accounts.logIn({ email: ada.email, password: newPassword })
    await expect(logIn).resolves.toMatchObject({ account: { id: ada.accountId } })
  })

  test.each([
    ['the current one is wrong', { currentPassword: 'not the one' }, 'PASSWORD_WRONG'],
    ['the new one is short', { newPassword: 'short' }, 'INVALID_INPUT'],
    ['the new one is guessed first', { newPassword: 'iloveyou' }, 'PASSWORD_COMMON'],
  ])('when %s, then nothing changes', async (_, wrong, reason) => {
    const ada = await larder.person('ada')
    const elsewhere = await ada.logIn()
    const change = ada.larder.accounts.changePassword({
      currentPassword: ada.password,
      newPassword,
      ...wrong,
    })
    await expect(change).rejects.toMatchObject({ reason })
    await expect(elsewhere.larder.accounts.whoAmI()).resolves.toMatchObject({ id: ada.accountId })
    await expect(ada.logIn()).resolves.toBeDefined()
  })
})
