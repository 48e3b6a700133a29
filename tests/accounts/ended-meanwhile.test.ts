import { setTimeout as sleep } from 'node:timers/promises'
import { memorySession } from '@larder/sdk'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { link, logInWith, newLogin } from './identities/flows.ts'
import { startProvider } from './identities/identity-provider.ts'

const provider = await startProvider('example')
const larder = await startLarder({ settings: provider.settings })
const { database } = larder

describe('Given somebody whose session is ended while a command of it waits', () => {
  test.for<[what: string, command: (thief: Person) => Promise<unknown>, table: Table]>([
    [
      'an access token',
      ({ larder: { accounts } }) => accounts.tokens.create({ name: 'kept', scopes: ['*'] }),
      'access_tokens',
    ],
    [
      'a feed',
      ({ larder: { notifications } }) => notifications.feeds.create({ name: 'kept' }),
      'followed_feeds',
    ],
    ['a way to log in', ({ larder: own }) => link(provider, own, newLogin('thief')), 'identities'],
  ])(
    'when it would make %s, which would outlive it, then it is refused',
    async ([, command, table]) => {
      const ada = await larder.person('ada')
      const { accountId } = ada
      const making = endedMeanwhile(accountId, () => command(ada))
      await expect(making).rejects.toMatchObject({ reason: 'CREDENTIAL_REFUSED' })
      const made = database.reader.selectFrom(table).select('id')
      expect(await made.where('account_id', '=', accountId).execute()).toEqual([])
    },
  )

  test('when it would give an account a first password, then it is refused', async () => {
    const device = larder.client({ session: memorySession() })
    const { account } = await logInWith(provider, device, newLogin('cleo'), {})
    const accountId = account?.id ?? 0
    const before = await passwordHashOf(accountId)
    const setting = endedMeanwhile(accountId, () =>
      device.accounts.setPassword({ newPassword: 'a password of a thief' }),
    )
    await expect(setting).rejects.toMatchObject({ reason: 'CREDENTIAL_REFUSED' })
    expect(await passwordHashOf(accountId)).toBe(before)
    // control: without that it would.
    await logInWith(provider, device, newLogin('dora'), {})
    await device.accounts.setPassword({ newPassword: 'a password of dora' })
  })

  test('when it would switch two-factor log-in on, then it is refused', async () => {
    const ada = await larder.person('ada')
    const { twoFactor } = ada.larder.accounts
    const { secret } = await twoFactor.begin({ password: ada.password })
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    const confirming = endedMeanwhile(ada.accountId, () => twoFactor.confirm({ code }))
    await expect(confirming).rejects.toMatchObject({ reason: 'CREDENTIAL_REFUSED' })
    const { confirmed_at } = await database.reader
      .selectFrom('two_factor')
      .select('confirmed_at')
      .where('account_id', '=', ada.accountId)
      .executeTakeFirstOrThrow()
    expect(confirmed_at).toBeNull()
  })
})

/** What comes of a command that waits for its account while all sessions of that are ended. */
async function endedMeanwhile(
  accountId: number,
  command: () => Promise<unknown>,
): Promise<unknown> {
  let outcome: Promise<unknown> | undefined
  await database.transaction(async (db) => {
    await db.updateTable('accounts').set({ role: 'user' }).where('id', '=', accountId).execute()
    outcome = command()
    outcome.catch(() => {})
    await sleep(1_000)
    await db.deleteFrom('sessions').where('account_id', '=', accountId).execute()
  })
  return outcome
}

async function passwordHashOf(accountId: number): Promise<string> {
  const { password_hash } = await database.reader
    .selectFrom('accounts')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return password_hash
}

type Table = 'access_tokens' | 'followed_feeds' | 'identities'
