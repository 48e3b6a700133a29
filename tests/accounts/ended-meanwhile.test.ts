import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { link, newLogin } from './identities/flows.ts'
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
      let making: Promise<unknown> | undefined
      await database.transaction(async (db) => {
        await db.updateTable('accounts').set({ role: 'user' }).where('id', '=', accountId).execute()
        making = command(ada)
        making.catch(() => {})
        await sleep(1_000)
        await db.deleteFrom('sessions').where('account_id', '=', accountId).execute()
      })
      await expect(making).rejects.toMatchObject({ reason: 'CREDENTIAL_REFUSED' })
      const made = database.reader.selectFrom(table).select('id')
      expect(await made.where('account_id', '=', accountId).execute()).toEqual([])
    },
  )
})

type Table = 'access_tokens' | 'followed_feeds' | 'identities'
