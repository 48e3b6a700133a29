import { randomUUID } from 'node:crypto'
import { memorySession } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { soonLoggedUnder } from '../../audit/in-the-log.ts'
import { backFrom, link, logInWith, newLogin } from './flows.ts'
import { startProvider } from './identity-provider.ts'

const corner = await startProvider('corner')
const larder = await startLarder({ settings: corner.settings })
const anybody = () => larder.client({ session: memorySession() })

/** Somebody with a linked identity. */
async function linked(): Promise<{ bob: Person; login: string }> {
  const [bob, login] = [await larder.person('bob'), newLogin('bob')]
  await link(corner, bob.larder, login)
  return { bob, login }
}

function change({ accountId }: Person, columns: { disabled_at?: string; leaves_at?: string }) {
  const { writer } = larder.database
  return writer.updateTable('accounts').set(columns).where('id', '=', accountId).execute()
}

describe('Given an account with a linked identity', () => {
  test('when it is disabled, then its identity opens it no more', async () => {
    const { bob, login } = await linked()
    await change(bob, { disabled_at: new Date().toISOString() })
    const refused = { reason: 'ACCOUNT_DISABLED' }
    await expect(logInWith(corner, anybody(), login)).rejects.toMatchObject(refused)
  })

  test('when it is about to be deleted, then its identity keeps it, if that is said', async () => {
    const { bob, login } = await linked()
    const { leavesAt } = await bob.larder.accounts.leave({ password: bob.password })
    await expect(logInWith(corner, anybody(), login)).rejects.toMatchObject({
      reason: 'ACCOUNT_LEAVING',
      details: { leavesAt },
    })
    const device = anybody()
    const finish = await backFrom(corner, device, login)
    await device.accounts.identities.logIn({ ...finish, keepAccount: true })
    expect(await device.accounts.whoAmI()).toMatchObject({ id: bob.accountId })
    expect((await bob.logIn()).session).toBeDefined()
  })

  test('when its grace is over, then nobody gets into it, and nobody registers with it', async () => {
    const { bob, login } = await linked()
    await change(bob, { leaves_at: '2020-01-01T00:00:00.000Z' })
    const unknown = { reason: 'IDENTITY_UNKNOWN' }
    const finish = await backFrom(corner, anybody(), login)
    const keeping = anybody().accounts.identities.logIn({ ...finish, keepAccount: true })
    await expect(keeping).rejects.toMatchObject(unknown)
    await expect(logInWith(corner, anybody(), login, {})).rejects.toMatchObject(unknown)
  })
})

describe('Given a log-in at a provider that failed', () => {
  test('when nobody has the identity, or it was not proven, then the audit has a failed log-in', async () => {
    const requestId = randomUUID()
    const device = larder.client({ headers: { 'x-request-id': requestId } })
    const attempt = logInWith(corner, device, newLogin('nobody'))
    await expect(attempt).rejects.toMatchObject({ reason: 'IDENTITY_UNKNOWN' })
    const finish = await backFrom(corner, device, newLogin('nobody'))
    const callbackUrl = finish.callbackUrl.replace(/code=[^&]+/, `code=${'x'.repeat(43)}`)
    const unproven = device.accounts.identities.logIn({ ...finish, callbackUrl })
    await expect(unproven).rejects.toMatchObject({ reason: 'IDENTITY_NOT_PROVEN' })
    const logged = await soonLoggedUnder(larder.database, requestId, 2)
    expect(logged.map(({ type, payload }) => [type, payload])).toEqual([
      ['LogInFailed', {}],
      ['LogInFailed', {}],
    ])
  })
})
