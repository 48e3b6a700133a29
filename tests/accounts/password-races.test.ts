import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()

/** Longer than it takes to check a password. */
const A_WHILE_MS = 500

describe('Given a password that is being changed', () => {
  test('when somebody logs in with the old one meanwhile, then no session of theirs survives', async () => {
    const ada = await larder.person('ada')
    const { commit } = await beginToChange(ada)
    const logIn = larder.client().accounts.logIn({ email: ada.email, password: ada.password })
    logIn.catch(() => {})
    await sleep(A_WHILE_MS)
    await commit()
    await expect(logIn).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
  })

  test('when somebody else changes it meanwhile, then only the first change counts', async () => {
    const ada = await larder.person('ada')
    const { commit, newPassword } = await beginToChange(ada)
    const change = ada.larder.accounts.changePassword({
      currentPassword: ada.password,
      newPassword: 'what eve would like it to be',
    })
    change.catch(() => {})
    await sleep(A_WHILE_MS)
    await commit()
    await expect(change).rejects.toMatchObject({ reason: 'PASSWORD_WRONG' })
    const logIn = larder.client().accounts.logIn({ email: ada.email, password: newPassword })
    await expect(logIn).resolves.toMatchObject({ account: { id: ada.accountId } })
  })

  test('control: when nobody is meanwhile, then the old one is refused and the new one is good', async () => {
    const ada = await larder.person('ada')
    const { commit, newPassword } = await beginToChange(ada)
    await commit()
    await expect(ada.logIn()).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
    const logIn = larder.client().accounts.logIn({ email: ada.email, password: newPassword })
    await expect(logIn).resolves.toBeDefined()
  })
})

/** Does what changing the password does, in a transaction that stays open until `commit`. */
async function beginToChange({ accountId }: Person) {
  const newPassword = 'something else entirely'
  const { accountId: model } = await larder.person('model', { password: newPassword })
  const [changed, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const transaction = larder.database.transaction(async (db) => {
    const accounts = db.selectFrom('accounts').select('password_hash')
    const { password_hash } = await accounts.where('id', '=', model).executeTakeFirstOrThrow()
    await db.updateTable('accounts').set({ password_hash }).where('id', '=', accountId).execute()
    await db.deleteFrom('sessions').where('account_id', '=', accountId).execute()
    changed.resolve()
    await committed.promise
  })
  await changed.promise
  const commit = async () => {
    committed.resolve()
    await transaction
  }
  return { newPassword, commit }
}
