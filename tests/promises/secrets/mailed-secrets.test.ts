import { beforeAll, describe, expect, test, vi } from 'vitest'
import { figure, startLarder } from '#harness'
import { LOGIN, PostBox } from '../../mail/post-box.ts'
import { everythingAtRest } from './at-rest.ts'
import { formsOf } from './forms-of.ts'

const box = await PostBox.open()
const larder = await startLarder({ settings: { ...box.settings(), LARDER_LOG_LEVEL: 'trace' } })
const anybody = () => larder.client().accounts

/** Every secret of the run, and what it was. */
const secrets = new Map<string, string>()

function keep(what: string, secret: string): string {
  secrets.set(secret, what)
  return secret
}

/** Keeps the token of the newest mail to an address, and what makes it one. */
async function keepToken(what: string, email: string, mails = 1): Promise<string> {
  const { token } = await box.mailTo(email, mails)
  keep(`${what}, the part that counts`, token.slice(-43))
  return keep(what, token)
}

async function found(): Promise<string[]> {
  const places = [...(await everythingAtRest(larder))]
  return [...secrets].flatMap(([secret, what]) =>
    formsOf(secret).flatMap((form) =>
      places.filter(([, text]) => text.includes(form)).map(([place]) => `${what} in ${place}`),
    ),
  )
}

describe('Given a run in which every kind of link was mailed, used, mistyped and replaced', () => {
  beforeAll(async () => {
    keep('the password at the SMTP server', LOGIN.pass)
    const email = 'ada@example.org'
    const password = keep('a password', 'olives "under" the stairs')
    await anybody().register({ email, password, displayName: 'ada' })
    const confirm = await keepToken('the token of a registration', email)
    await larder.call('accounts.confirmRegistration', { token: confirm, more: true })
    await anybody().confirmRegistration({ token: confirm })
    await anybody().register({ email: 'eve@example.org', password, displayName: 'eve' })
    await keepToken('the token of a registration that waits', 'eve@example.org')

    await anybody().password.forgot({ email })
    const replaced = await keepToken('a replaced token for a new password', email, 2)
    await anybody().password.forgot({ email })
    const token = await keepToken('the token for a new password', email, 3)
    const newPassword = keep('a new password', 'seven \\ quiet umbrellas')
    await larder.call('accounts.password.reset', { token: replaced, newPassword })
    await larder.call('accounts.password.reset', { token: `${token}!`, newPassword })
    await anybody().password.reset({ token, newPassword })
    await box.mailTo(email, 4)

    const { session } = await anybody().logIn({ email, password: newPassword })
    const mine = larder.client({ token: keep('a session', session) }).accounts
    await larder.database.writer.updateTable('accounts').set({ email_verified_at: null }).execute()
    await mine.email.sendVerification()
    const verify = await keepToken('the token of an address', email, 5)
    await anybody().email.verify({ token: verify })
    const newEmail = 'ada.new@example.org'
    await mine.email.change({ newEmail, currentPassword: newPassword })
    const from = await keepToken('the token of the present address', email, 6)
    const to = await keepToken('the token of the new address', newEmail)
    await anybody().email.confirmChange({ token: from })
    await anybody().email.confirmChange({ token: to })
    await box.mailTo(email, 7)
    // What is waiting when a server is killed rests as well.
    box.refusal = { code: 451, text: 'Later' }
    const before = box.attempts
    await anybody().password.forgot({ email: newEmail })
    await vi.waitFor(() => expect(box.attempts).toBeGreaterThan(before), { timeout: 15_000 })
    await larder.restart()
  })

  test('then none of them is in the database, in its files or in the log', async () => {
    expect(secrets.size).toBe(18)
    expect(await found()).toEqual([])
    const places = (await everythingAtRest(larder)).size
    figure(16, `${secrets.size} mailed secrets searched in ${places} places: 0 found`)
  })

  test('control: a token that a table keeps is found', async () => {
    const [planted = ''] = [...secrets.keys()].filter((secret) => secret.startsWith('larder_lnk_'))
    const accounts = larder.database.writer.updateTable('accounts')
    await accounts.set({ biography: `my link is ${planted}` }).execute()
    expect(await found()).toContain('the token of a registration in the table accounts')
  })
})
