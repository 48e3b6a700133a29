import { memorySession } from '@larder/sdk'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { backFrom, link, logInWith, newLogin } from './flows.ts'
import { startProvider } from './identity-provider.ts'

const corner = await startProvider('corner')
const larder = await startLarder({ settings: corner.settings })
const anybody = () => larder.client({ session: memorySession() })
const { identities } = anybody().accounts

/** Somebody with an authenticator and a linked identity. */
async function guarded() {
  const [ada, login] = [await larder.person('ada'), newLogin('ada')]
  await link(corner, ada.larder, login)
  const { twoFactor } = ada.larder.accounts
  const { secret } = await twoFactor.begin({ password: ada.password })
  const authenticator = new TOTP({ secret: Secret.fromBase32(secret) })
  const { recoveryCodes } = await twoFactor.confirm({ code: authenticator.generate() })
  return { ada, login, recoveryCodes }
}

/** Goes to the provider and back, and tries without a code. */
async function withoutCode(login: string) {
  const finish = await backFrom(corner, anybody(), login)
  const error = await identities.logIn(finish).catch((error) => error)
  expect(error).toMatchObject({ reason: 'IDENTITY_NEEDS_CODE', status: 403 })
  return { ...finish, proof: error.details.proof as string }
}

describe('Given an account with two-factor log-in and an identity at a provider', () => {
  test('when the identity is proven, then a code is asked for, and opens it once', async () => {
    const { ada, login, recoveryCodes } = await guarded()
    const finish = await withoutCode(login)
    const [code = ''] = recoveryCodes
    const device = anybody()
    const { account } = await device.accounts.identities.logIn({ ...finish, code })
    expect(account.id).toBe(ada.accountId)
    expect(await device.accounts.whoAmI()).toMatchObject({ id: ada.accountId })
    const again = identities.logIn({ ...finish, code: recoveryCodes[1] })
    await expect(again).rejects.toMatchObject({ details: { problem: 'used' } })
    const spent = identities.logIn({ ...(await withoutCode(login)), code })
    await expect(spent).rejects.toMatchObject({ reason: 'TWO_FACTOR_WRONG' })
  })

  test('when the code is wrong, then another one may follow without the provider', async () => {
    const { login, recoveryCodes } = await guarded()
    const finish = await withoutCode(login)
    const wrong = identities.logIn({ ...finish, code: '000000' })
    await expect(wrong).rejects.toMatchObject({ reason: 'TWO_FACTOR_WRONG' })
    await identities.logIn({ ...finish, code: recoveryCodes[0] })
  })

  test('when the proof comes without a code, then it opens nothing', async () => {
    const { login } = await guarded()
    const attempt = identities.logIn(await withoutCode(login))
    await expect(attempt).rejects.toMatchObject({ reason: 'IDENTITY_NEEDS_CODE' })
  })

  test('when the proof is of another log-in, or was changed, then it is refused', async () => {
    const { login, recoveryCodes } = await guarded()
    const [mine, other] = [await withoutCode(login), await backFrom(corner, anybody(), login)]
    const [body = '', seal = ''] = mine.proof.split('.')
    const somebody = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), key: 'eve' }
    const changed = `${Buffer.from(JSON.stringify(somebody)).toString('base64url')}.${seal}`
    for (const attempt of [
      { ...other, proof: mine.proof, code: recoveryCodes[0] },
      { ...mine, proof: changed, code: recoveryCodes[0] },
      { ...mine, proof: 'made.up', code: recoveryCodes[0] },
    ]) {
      await expect(identities.logIn(attempt)).rejects.toMatchObject({
        reason: 'IDENTITY_FLOW_REFUSED',
        details: { problem: 'unknown' },
      })
    }
  })

  test('control: when it is switched off, then the identity alone opens it', async () => {
    const { ada, login, recoveryCodes } = await guarded()
    const { twoFactor } = ada.larder.accounts
    const [code = ''] = recoveryCodes
    await twoFactor.disable({ password: ada.password, code })
    expect((await logInWith(corner, anybody(), login)).account.id).toBe(ada.accountId)
  })
})
