import { setTimeout as sleep } from 'node:timers/promises'
import { writeRole } from '@larder/api/src/organisations/members/queries.ts'
import { locked } from '@larder/db'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { figure, mailTo, startLarder } from '#harness'
import { collect, settled } from '../live/collect.ts'

const DAY_MS = 86_400_000
const larder = await startLarder()
const neighbour = await startLarder({ on: larder })

const leave = ({ larder: { accounts }, password }: Person) => accounts.leave({ password })
const logIn = ({ email, password }: Person, keepAccount?: boolean) =>
  larder.client().accounts.logIn({ email, password, keepAccount })

async function problemOf(secret: string): Promise<unknown> {
  const answer = await neighbour.call('accounts.whoAmI', {}, { secret })
  return answer.status === 200 ? 'accepted' : answer.error()?.data.details
}

describe('Given ada, who deletes her account', () => {
  let ada: Person
  beforeEach(async () => {
    ada = await larder.person('ada')
  })

  test('when the password is wrong, then nothing happens', async () => {
    const wrong = ada.larder.accounts.leave({ password: 'not this one' })
    await expect(wrong).rejects.toMatchObject({ reason: 'PASSWORD_WRONG' })
    expect(await problemOf(ada.session)).toBe('accepted')
  })

  test('when it is right, then every credential is refused at once, in every process', async () => {
    const { token } = await ada.larder.accounts.tokens.create({ name: 'x', scopes: ['*'] })
    const refusedToken = { secret: token }
    expect(
      (await larder.call('accounts.leave', { password: ada.password }, refusedToken)).error()?.data,
    ).toMatchObject({ reason: 'SESSION_REQUIRED' })
    const device = await ada.logIn()
    const feed = collect(neighbour.client({ token }))
    await settled(ada.larder, feed)
    const { leavesAt } = await leave(ada)
    const days = (Date.parse(leavesAt) - Date.now()) / DAY_MS
    expect(days).toBeGreaterThan(13.9)
    expect(days).toBeLessThanOrEqual(14)
    expect(await problemOf(ada.session)).toEqual({ problem: 'expired' })
    expect(await problemOf(device.session)).toEqual({ problem: 'expired' })
    expect(await problemOf(token)).toEqual({ problem: 'leaving' })
    expect(await feed.ended).toMatchObject({ details: { problem: 'leaving' } })
    figure(17, 'a deleted account: sessions, tokens and feeds are refused with the next request')
  })

  test('when she logs in again, then she learns until when, and keeps it if she says so', async () => {
    const { token } = await ada.larder.accounts.tokens.create({ name: 'x', scopes: ['*'] })
    const { leavesAt } = await leave(ada)
    await expect(logIn(ada)).rejects.toMatchObject({
      reason: 'ACCOUNT_LEAVING',
      status: 403,
      details: { leavesAt },
    })
    const { session } = await logIn(ada, true)
    const home = larder.client({ token: session })
    expect((await home.accounts.whoAmI()).id).toBe(ada.accountId)
    expect(await problemOf(token)).toBe('accepted')
    const { items } = await home.events.list()
    expect(items.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['AccountLeaving', 'AccountKept']),
    )
    // control: keeping what is not about to go changes nothing.
    await logIn(ada, true)
  })

  test('when somebody guesses meanwhile, then the answer is that of any account', async () => {
    await leave(ada)
    const guess = { email: ada.email, password: 'not this one', keepAccount: true }
    const answerTo = async (email: string) =>
      (await larder.call('accounts.logIn', { ...guess, email })).body.replaceAll(/\d+/g, 'n')
    expect(await answerTo(ada.email)).toBe(await answerTo('nobody@example.org'))
  })

  test('when it happens and when she keeps it, then she gets a mail', async () => {
    const { leavesAt } = await leave(ada)
    const bye = await mailTo(larder.directory, ada.email)
    expect(bye.subject).toBe('Your account will be deleted')
    expect(bye.text).toContain(leavesAt.slice(0, 10))
    expect(bye.text).toContain('larder login --keep-account')
    await logIn(ada, true)
    const { subject } = await mailTo(larder.directory, ada.email, 2)
    expect(subject).toBe('Your account is kept')
  })

  test('when an administrator looks, then the account is shown as leaving', async () => {
    const { leavesAt } = await leave(ada)
    const root = await larder.person('root', { accountRole: 'admin' })
    const { get, list } = root.larder.admin.accounts
    expect(await get({ id: ada.accountId })).toMatchObject({ standing: 'leaving', leavesAt })
    const { items } = await list({ standing: 'leaving', search: ada.email })
    expect(items.map(({ id }) => id)).toEqual([ada.accountId])
  })
})

describe('Given ada, who logs in with an identity and has no password', () => {
  test('when she deletes her account, then she must have logged in just now', async () => {
    const ada = await larder.person('ada')
    const { writer } = larder.database
    const of = ada.accountId
    await writer
      .updateTable('accounts')
      .set({ password_hash: 'none' })
      .where('id', '=', of)
      .execute()
    const age = async (minutes: number) => {
      const created_at = new Date(Date.now() - minutes * 60_000).toISOString()
      await writer
        .updateTable('sessions')
        .set({ created_at })
        .where('account_id', '=', of)
        .execute()
    }
    await age(11)
    const { accounts } = ada.larder
    await expect(accounts.leave({})).rejects.toMatchObject({ reason: 'LOG_IN_AGAIN' })
    await age(9)
    expect(await accounts.leave({})).toMatchObject({ leavesAt: expect.any(String) })
  })

  test('control: who has a password cannot leave it out', async () => {
    const ada = await larder.person('ada')
    const silent = ada.larder.accounts.leave({})
    await expect(silent).rejects.toMatchObject({ reason: 'PASSWORD_WRONG' })
  })
})

describe('Given organisations in which others stay', () => {
  test('when their last owner deletes the account, then that is refused', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob)
    await expect(leave(ada)).rejects.toMatchObject({
      reason: 'LAST_OWNER',
      details: { organisationId: ada.householdId },
    })
    // control: who is not an owner may go.
    await leave(bob)
    await leave(ada)
  })

  test('when nobody who can act would stay, then the last owner may delete the account', async () => {
    const root = await larder.person('root', { accountRole: 'admin' })
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob)
    await root.larder.admin.accounts.disable({ id: bob.accountId, reason: 'rude' })
    expect(await leave(ada)).toMatchObject({ leavesAt: expect.any(String) })
  })

  test('when both owners delete their accounts at once, then one of them is refused', async () => {
    const ROUNDS = 5
    for (let round = 0; round < ROUNDS; round++) {
      const [ada, bob, eve] = await Promise.all(['ada', 'bob', 'eve'].map((n) => larder.person(n)))
      if (!ada || !bob || !eve) throw new Error('Nobody is there.')
      await ada.takeIn(bob, 'owner')
      await ada.takeIn(eve)
      const elsewhere = neighbour.client({ token: bob.session }).accounts
      const results = await Promise.allSettled([
        leave(ada),
        elsewhere.leave({ password: bob.password }),
      ])
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    }
  })

  test('when a member deletes the account while becoming the only owner, then that is refused', async () => {
    const [ada, bob, eve] = await Promise.all(['ada', 'bob', 'eve'].map((n) => larder.person(n)))
    if (!ada || !bob || !eve) throw new Error('Nobody is there.')
    await ada.takeIn(bob)
    await ada.takeIn(eve)
    const id = ada.householdId
    const leaving = await larder.database.transaction(async (db) => {
      const household = db.selectFrom('organisations').select('id').where('id', '=', id)
      await locked(db, household).execute()
      const left = leave(bob).then(
        () => 'done',
        (why: { reason: string }) => why.reason,
      )
      // Long enough for bob to have read that he is a member, and to wait for the household.
      await sleep(1_500)
      await writeRole(db, { organisationId: id, accountId: bob.accountId, role: 'owner' })
      await writeRole(db, { organisationId: id, accountId: ada.accountId, role: 'admin' })
      return { left }
    })
    expect(await leaving.left).toBe('LAST_OWNER')
  })
})

describe('Given administrators', () => {
  test('when the last one deletes the account, also two at once, then one stays', async () => {
    const ROUNDS = 5
    for (let round = 0; round < ROUNDS; round++) {
      await larder.database.writer.updateTable('accounts').set({ role: 'user' }).execute()
      const ada = await larder.person('ada', { accountRole: 'admin' })
      if (round === 0) {
        await expect(leave(ada)).rejects.toMatchObject({ reason: 'LAST_ADMINISTRATOR' })
      }
      const bob = await larder.person('bob', { accountRole: 'admin' })
      const elsewhere = neighbour.client({ token: bob.session }).accounts
      const results = await Promise.allSettled([
        leave(ada),
        elsewhere.leave({ password: bob.password }),
      ])
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    }
    figure(17, `2 administrators leave at once, ${ROUNDS} times: always 1 left`)
  })
})
