import { memorySession } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { link, logInWith, newLogin } from './flows.ts'
import { FRONT, startProvider } from './identity-provider.ts'

const ROUNDS = 10

const corner = await startProvider('corner')
const tower = await startProvider('tower')
const settings = { ...corner.settings, ...tower.settings }
const larder = await startLarder({ settings })

/** Somebody without a password, with an identity at the corner. */
async function withoutPassword() {
  const device = larder.client({ session: memorySession() })
  const { account, session } = await logInWith(corner, device, newLogin('cleo'), {})
  return { account, session, device, ...device.accounts }
}

describe('Given an account without a password', () => {
  test('when its only identity is unlinked, then it is refused', async () => {
    const { identities } = await withoutPassword()
    const [only] = (await identities.list()).items
    await expect(identities.unlink({ id: only?.id ?? 0 })).rejects.toMatchObject({
      reason: 'LAST_WAY_IN',
    })
    expect((await identities.list()).items).toHaveLength(1)
  })

  test('when a stranger finds it signed in, then they make themselves no way in', async () => {
    const { account, device } = await withoutPassword()
    const { accounts } = device
    const age = (minutes: number) =>
      larder.database.writer
        .updateTable('sessions')
        .set({ created_at: new Date(Date.now() - minutes * 60_000).toISOString() })
        .where('account_id', '=', account?.id ?? 0)
        .execute()
    const setPassword = () => accounts.setPassword({ newPassword: 'a password of a stranger' })
    const beginLink = () => accounts.identities.beginLink({ provider: 'tower', redirectUri: FRONT })
    await age(11)
    for (const attempt of [setPassword, beginLink]) {
      await expect(attempt()).rejects.toMatchObject({ reason: 'LOG_IN_AGAIN' })
    }
    // control: who has just logged in does both.
    await age(9)
    await beginLink()
    await setPassword()
  })

  test('when one of two is unlinked, then the other one stays', async () => {
    const { device, identities } = await withoutPassword()
    const second = await link(tower, device, newLogin('cleo'))
    const [first] = (await identities.list()).items
    await identities.unlink({ id: first?.id ?? 0 })
    await expect(identities.unlink({ id: second.id })).rejects.toMatchObject({
      reason: 'LAST_WAY_IN',
    })
  })

  test('when both are unlinked at once, then one is refused, every time', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { device, identities } = await withoutPassword()
      await link(tower, device, newLogin('cleo'))
      const { items } = await identities.list()
      const attempts = await Promise.allSettled(items.map(({ id }) => identities.unlink({ id })))
      const refusals = attempts.flatMap((attempt) =>
        attempt.status === 'rejected' ? [attempt.reason.reason] : [],
      )
      expect(refusals).toEqual(['LAST_WAY_IN'])
      expect((await identities.list()).items).toHaveLength(1)
    }
  })

  test('when the other provider is gone from the configuration, then it is no way in', async () => {
    const { device, identities, session } = await withoutPassword()
    await link(tower, device, newLogin('cleo'))
    const [atCorner] = (await identities.list()).items
    const later = await startLarder({ settings: corner.settings, on: larder })
    const { accounts } = later.client({ token: session })
    const seen = (await accounts.identities.list()).items
    expect(seen.map(({ usable }) => usable)).toEqual([true, false])
    const attempt = accounts.identities.unlink({ id: atCorner?.id ?? 0 })
    await expect(attempt).rejects.toMatchObject({ reason: 'LAST_WAY_IN' })
    await accounts.identities.unlink({ id: seen[1]?.id ?? 0 })
  })

  test('when it gets a password, then its identities may go, and other sessions are over', async () => {
    const { account, identities, setPassword, ...accounts } = await withoutPassword()
    const newPassword = 'porridge at seven'
    await setPassword({ newPassword })
    const logIn = larder.client().accounts.logIn({ email: account.email, password: newPassword })
    expect((await logIn).account.id).toBe(account.id)
    await expect(setPassword({ newPassword })).rejects.toMatchObject({
      reason: 'PASSWORD_PRESENT',
    })
    const { items, hasPassword } = await identities.list()
    expect(hasPassword).toBe(true)
    await identities.unlink({ id: items[0]?.id ?? 0 })
    expect(await accounts.whoAmI()).toMatchObject({ id: account.id })
  })

  test('when something asks for the password that it does not have, then that is said', async () => {
    const { account, changePassword, leave, email } = await withoutPassword()
    const [currentPassword, newPassword] = ['none', 'porridge at seven']
    for (const attempt of [
      () => changePassword({ currentPassword, newPassword }),
      () => email.change({ currentPassword, newEmail: `new.${account.email}` }),
      () => leave({ password: 'none' }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ reason: 'PASSWORD_MISSING' })
    }
  })

  test('when its first password is common, then it is refused', async () => {
    const { setPassword } = await withoutPassword()
    await expect(setPassword({ newPassword: 'iloveyou' })).rejects.toMatchObject({
      reason: 'PASSWORD_COMMON',
    })
  })
})

describe('Given an account with a password', () => {
  test('control: when its only identity is unlinked, then it goes', async () => {
    const ada = await larder.person('ada')
    const { id } = await link(corner, ada.larder, newLogin('ada'))
    expect(await ada.larder.accounts.identities.unlink({ id })).toEqual({ done: true })
    expect(await ada.logIn()).toBeDefined()
  })

  test('when a first one is set, then it is refused', async () => {
    const ada = await larder.person('ada')
    const attempt = ada.larder.accounts.setPassword({ newPassword: 'porridge at seven' })
    await expect(attempt).rejects.toMatchObject({ reason: 'PASSWORD_PRESENT' })
  })
})
