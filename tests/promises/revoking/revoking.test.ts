import { hash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { figure, startLarder } from '#harness'

const larder = await startLarder()
const neighbour = await startLarder({ on: larder })

const processes = [
  { name: 'the same server', server: larder },
  { name: 'another server on the same database', server: neighbour },
]

describe.each(processes)('Given credentials that $name has just accepted', ({ name, server }) => {
  let ada: Person

  beforeAll(async () => {
    ada = await larder.person('ada')
  })

  /** What the server says to the very next request. */
  async function verdict(secret: string): Promise<string> {
    const answer = await server.call('accounts.whoAmI', {}, { secret })
    return answer.status === 200 ? 'accepted' : (answer.error()?.data.reason ?? '')
  }

  async function acceptedSession(): Promise<Awaited<ReturnType<Person['logIn']>>> {
    const device = await ada.logIn()
    expect(await verdict(device.session)).toBe('accepted')
    return device
  }

  async function acceptedToken(name: string): Promise<{ id: number; token: string }> {
    const created = await ada.larder.accounts.tokens.create({ name, scopes: ['account:read'] })
    expect(await verdict(created.token)).toBe('accepted')
    return created
  }

  test('when she logs out, then that session is refused and her others are not', async () => {
    const [phone, laptop] = [await acceptedSession(), await acceptedSession()]
    await phone.larder.accounts.logOut()
    expect(await verdict(phone.session)).toBe('CREDENTIAL_REFUSED')
    expect(await verdict(laptop.session)).toBe('accepted')
  })

  test('when she ends one session from another, then it is refused and her others are not', async () => {
    const [phone, laptop] = [await acceptedSession(), await acceptedSession()]
    const lost = hash('sha256', phone.session).slice(0, 16)
    await laptop.larder.accounts.sessions.revoke({ id: lost })
    expect(await verdict(phone.session)).toBe('CREDENTIAL_REFUSED')
    expect(await verdict(laptop.session)).toBe('accepted')
  })

  test('when she logs out everywhere, then every session is refused and her tokens are not', async () => {
    const [phone, laptop] = [await acceptedSession(), await acceptedSession()]
    const { token } = await acceptedToken('kept')
    await phone.larder.accounts.logOutEverywhere()
    expect(await verdict(phone.session)).toBe('CREDENTIAL_REFUSED')
    expect(await verdict(laptop.session)).toBe('CREDENTIAL_REFUSED')
    expect(await verdict(token)).toBe('accepted')
    await ada.larder.accounts.logIn({ email: ada.email, password: ada.password })
  })

  test('when she changes her password, then every session but the new one is refused', async () => {
    const eve = await larder.person('eve')
    const stolen = await eve.logIn()
    expect(await verdict(stolen.session)).toBe('accepted')
    const { session } = await eve.larder.accounts.changePassword({
      currentPassword: eve.password,
      newPassword: 'now something else',
    })
    expect(await verdict(stolen.session)).toBe('CREDENTIAL_REFUSED')
    expect(await verdict(eve.session)).toBe('CREDENTIAL_REFUSED')
    expect(await verdict(session)).toBe('accepted')
  })

  test('when she revokes a token, then it is refused and the others are not', async () => {
    const [old, kept] = [await acceptedToken('old'), await acceptedToken('new')]
    await ada.larder.accounts.tokens.revoke({ id: old.id })
    expect(await verdict(old.token)).toBe('CREDENTIAL_REFUSED')
    expect(await verdict(kept.token)).toBe('accepted')
  })

  test('when its time is over, then a session is refused, and so is a token', async () => {
    const { session } = await acceptedSession()
    const { id, token } = await acceptedToken('short')
    const { writer } = larder.database
    const expires_at = new Date(Date.now() - 1).toISOString()
    await writer.updateTable('sessions').set({ expires_at }).execute()
    await writer.updateTable('access_tokens').set({ expires_at }).where('id', '=', id).execute()
    expect(await verdict(session)).toBe('CREDENTIAL_REFUSED')
    expect(await verdict(token)).toBe('CREDENTIAL_REFUSED')
    figure(
      17,
      `log out, end another session, new password, revoke, expire: the next request is refused by ${name}`,
    )
  })
})
