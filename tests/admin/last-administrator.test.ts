import { describe, expect, test } from 'vitest'
import type { Person, TestServer } from '#harness'
import { figure, startLarder } from '#harness'

const larder = await startLarder()
const neighbour = await startLarder({ on: larder })

/** Two administrators and nobody else of that role. */
async function twoAdministrators(): Promise<[Person, Person]> {
  const { writer } = larder.database
  await writer.updateTable('accounts').set({ role: 'user' }).execute()
  return Promise.all([
    larder.person('ada', { accountRole: 'admin' }),
    larder.person('bob', { accountRole: 'admin' }),
  ])
}

async function administrators(): Promise<number[]> {
  const { reader } = larder.database
  const rows = await reader
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

const at = (server: TestServer, { session }: Person) =>
  server.client({ token: session }).admin.accounts

describe('Given one administrator', () => {
  test('when they demote, disable or enable themselves, then they stay what they are', async () => {
    const [ada, bob] = await twoAdministrators()
    await ada.larder.admin.accounts.setRole({ id: bob.accountId, role: 'user' })
    const { setRole, disable } = ada.larder.admin.accounts
    const id = ada.accountId
    await expect(setRole({ id, role: 'staff' })).rejects.toMatchObject({
      reason: 'LAST_ADMINISTRATOR',
      details: { accountId: id },
    })
    await expect(disable({ id, reason: 'tired' })).rejects.toMatchObject({
      reason: 'ACCOUNT_IS_YOURS',
    })
    expect(await setRole({ id, role: 'admin' })).toMatchObject({ role: 'admin' })
    expect(await administrators()).toEqual([id])
  })

  test('when there is a second one, then the first may go back to being a user', async () => {
    const [ada, bob] = await twoAdministrators()
    const { setRole } = ada.larder.admin.accounts
    expect(await setRole({ id: ada.accountId, role: 'user' })).toMatchObject({ role: 'user' })
    await expect(setRole({ id: bob.accountId, role: 'user' })).rejects.toMatchObject({
      reason: 'ADMIN_REQUIRED',
    })
    const { items } = await ada.larder.events.list({ types: ['AccountRoleChanged'] })
    expect(items.map(({ text }) => text)).toEqual(['role on the server changed from admin to user'])
  })
})

describe('Given two administrators in two processes', () => {
  type Move = (one: Person, other: Person, server: TestServer) => Promise<unknown>
  const moves: [string, Move][] = [
    [
      'demote each other',
      (one, other, server) => at(server, one).setRole({ id: other.accountId, role: 'user' }),
    ],
    [
      'disable each other',
      (one, other, server) => at(server, one).disable({ id: other.accountId, reason: 'a race' }),
    ],
    ['step down', (one, _, server) => at(server, one).setRole({ id: one.accountId, role: 'user' })],
  ]

  test.each(moves)('when they %s at once, then one of them is left', async (what, move) => {
    const ROUNDS = 8
    for (let round = 0; round < ROUNDS; round++) {
      const [ada, bob] = await twoAdministrators()
      const results = await Promise.allSettled([move(ada, bob, larder), move(bob, ada, neighbour)])
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await administrators()).toHaveLength(1)
    }
    figure(17, `2 administrators ${what} at once, ${ROUNDS} times: always 1 left`)
  })

  test('control: without holding them, both go', async () => {
    await twoAdministrators()
    const { writer } = larder.database
    const [ada = 0, bob = 0] = await administrators()
    const carelessly = async (id: number) => {
      if ((await administrators()).length === 1) throw new Error('the last one')
      await writer.updateTable('accounts').set({ role: 'user' }).where('id', '=', id).execute()
    }
    await Promise.all([carelessly(ada), carelessly(bob)])
    expect(await administrators()).toEqual([])
  })
})
