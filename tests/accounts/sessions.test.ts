import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const larder = await startLarder()

const DAY_MS = 86_400_000
const refusedAs = (problem: string) => ({ reason: 'CREDENTIAL_REFUSED', details: { problem } })

describe('Given an account', () => {
  test('when somebody logs in, then they get a session of their own', async () => {
    const ada = await larder.person('ada')
    const { session } = await ada.logIn()
    expect(session).toMatch(/^larder_ses_[\w-]{40}$/)
    expect(session).not.toBe(ada.session)
    expect(await whoIs(session)).toBe(ada.accountId)
    expect(await whoIs(ada.session)).toBe(ada.accountId)
  })

  test('when the address is unknown, then the answer is that of a wrong password', async () => {
    const { email } = await larder.person('ada')
    const logIn = (email: string) =>
      larder.call('accounts.logIn', { email, password: 'not the one' })
    const [known, unknown] = [await logIn(email), await logIn('nobody@example.org')]
    expect(known.status).toBe(401)
    expect(known.error()?.data.reason).toBe('LOGIN_FAILED')
    expect(unknown.status).toBe(known.status)
    expect(unknown.body).toBe(known.body)
    expect([...unknown.headers.keys()]).toEqual([...known.headers.keys()])
  })
})

describe('Given somebody who is signed in on two devices', () => {
  test('when they log out on one, then only that session ends', async () => {
    const ada = await larder.person('ada')
    const elsewhere = await ada.logIn()
    await ada.larder.accounts.logOut()
    await expect(whoIs(ada.session)).rejects.toMatchObject(refusedAs('expired'))
    expect(await whoIs(elsewhere.session)).toBe(ada.accountId)
  })

  test('when they log out everywhere, then both end, and nobody else is signed out', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    const elsewhere = await ada.logIn()
    await ada.larder.accounts.logOutEverywhere()
    await expect(whoIs(ada.session)).rejects.toMatchObject(refusedAs('expired'))
    await expect(whoIs(elsewhere.session)).rejects.toMatchObject(refusedAs('expired'))
    expect(await whoIs(bob.session)).toBe(bob.accountId)
  })
})

describe('Given a session of 30 days', () => {
  test.each([
    ['in its first half', 16, 16],
    ['in its second half', 14, 30],
    ['in its last minute', 1 / 1440, 30],
  ])(
    'when it is used %s, %d days before its end, then it ends in %d days',
    async (_, left, then) => {
      const { session, accountId } = await larder.person('ada')
      await endIn(session, left)
      expect(await whoIs(session)).toBe(accountId)
      expect(await daysLeft(session)).toBeCloseTo(then, 2)
    },
  )

  test('when it is over, then it is refused and stays so', async () => {
    const { session } = await larder.person('ada')
    await endIn(session, -1 / 86_400)
    await expect(whoIs(session)).rejects.toMatchObject(refusedAs('expired'))
    await expect(whoIs(session)).rejects.toMatchObject(refusedAs('expired'))
    expect(await row(session)).toBeUndefined()
  })

  test('when it starts, then its end is told', async () => {
    const { email, password } = await larder.person('ada')
    const { session, expiresAt } = await larder.client().accounts.logIn({ email, password })
    expect((await row(session))?.expires_at).toBe(expiresAt)
    expect(await daysLeft(session)).toBeCloseTo(30, 2)
  })
})

describe('Given a header that carries no credential', () => {
  test.each([
    ['another scheme', 'Basic YWRhOmFkYQ=='],
    ['nothing after the scheme', 'Bearer '],
    ['something else', 'Bearer hello'],
    ['two of them', 'Bearer larder_ses_a, Bearer larder_ses_b'],
    ['more than any credential has', `Bearer larder_ses_${'a'.repeat(5_000)}`],
  ])(
    'but %s, when somebody calls with it, then it is refused as malformed',
    async (_, authorization) => {
      const answer = await larder.call('accounts.whoAmI', {}, { headers: { authorization } })
      expect(answer.status).toBe(401)
      expect(answer.error()?.data).toMatchObject(refusedAs('malformed'))
    },
  )
})

async function whoIs(session: string): Promise<number> {
  return (await larder.client({ token: session }).accounts.whoAmI()).id
}

function row(session: string) {
  const idHash = createHash('sha256').update(session).digest('hex')
  const { writer } = larder.database
  return writer.selectFrom('sessions').selectAll().where('id_hash', '=', idHash).executeTakeFirst()
}

async function daysLeft(session: string): Promise<number> {
  const { expires_at = '' } = (await row(session)) ?? {}
  return (Date.parse(expires_at) - Date.now()) / DAY_MS
}

/** Makes time go by: moves the end of a session to so many days from now. */
async function endIn(session: string, days: number): Promise<void> {
  const idHash = createHash('sha256').update(session).digest('hex')
  await larder.database.writer
    .updateTable('sessions')
    .set({ expires_at: new Date(Date.now() + days * DAY_MS).toISOString() })
    .where('id_hash', '=', idHash)
    .execute()
}
