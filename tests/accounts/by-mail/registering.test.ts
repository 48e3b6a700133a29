import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { PostBox } from '../../mail/post-box.ts'

const box = await PostBox.open()
const front = 'https://larder.example.org/home'
const larder = await startLarder({ settings: { ...box.settings(), LARDER_FRONT_URL: `${front}/` } })
const password = 'nobody climbs this high'
const waiting = { session: null, expiresAt: null, account: null }

function register(email: string, more: object = {}) {
  return larder.client().accounts.register({ email, password, displayName: 'somebody', ...more })
}

const logIn = (email: string) => larder.client().accounts.logIn({ email, password })

describe('Given a server that sends mail', () => {
  test('when somebody registers, then there is an account once the mailed link is opened, and not before', async () => {
    const email = 'ada@example.org'
    expect(await register(email, { language: 'fr', displayName: 'Zoé' })).toEqual(waiting)
    await expect(logIn(email)).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
    const mail = await box.mailTo(email)
    expect(mail.subject).toBe('Confirmez votre adresse e-mail')
    expect(mail.text).toContain('Bonjour Zoé,')
    expect(mail.token).toMatch(/^larder_lnk_\d+_[\w-]{43}$/)
    expect(mail.text).toContain(`${front}/confirm-registration#${mail.token}\n`)
    const confirmed = larder.client().accounts.confirmRegistration({ token: mail.token })
    expect(await confirmed).toEqual({ email })
    expect((await logIn(email)).account).toMatchObject({
      email,
      displayName: 'Zoé',
      language: 'fr',
    })
    const { emailVerified } = await larder
      .client({ token: (await logIn(email)).session })
      .accounts.whoAmI()
    expect(emailVerified).toBe(true)
    const again = larder.client().accounts.confirmRegistration({ token: mail.token })
    await expect(again).rejects.toMatchObject({ reason: 'LINK_INVALID' })
  })

  test('when the address is taken, then the answer is the same, and its owner is told at the address of the account', async () => {
    const email = 'bob@example.org'
    await register(email)
    const { token } = await box.mailTo(email)
    await larder.client().accounts.confirmRegistration({ token })
    const taken = { email: 'BOB@example.org', password: 'another one entirely', displayName: 'x' }
    const [known, unknown] = [
      await larder.call('accounts.register', taken),
      await larder.call('accounts.register', { ...taken, email: 'new@example.org' }),
    ]
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    expect([...known.headers.keys()]).toEqual([...unknown.headers.keys()])
    const told = await box.mailTo(email, 2)
    expect(told).toMatchObject({ subject: 'You already have an account', command: undefined })
    await box.mailTo('new@example.org')
    expect(box.taken.filter(({ envelope }) => envelope.to.includes(taken.email))).toEqual([])
    expect((await logIn(email)).account).toMatchObject({ email })
  })

  test('when two registrations of one address are confirmed, then the second one says it is taken', async () => {
    const email = 'cid@example.org'
    await register(email)
    const first = await box.mailTo(email)
    await register(email)
    const second = await box.mailTo(email, 2)
    await larder.client().accounts.confirmRegistration({ token: second.token })
    const late = larder.client().accounts.confirmRegistration({ token: first.token })
    await expect(late).rejects.toMatchObject({ reason: 'EMAIL_TAKEN', details: { email } })
  })

  test('when a stranger registers an address again and again, then its owner gets three mails', async () => {
    const email = 'dan@example.org'
    for (let n = 0; n < 6; n++) expect(await register(email)).toEqual(waiting)
    await Promise.all(Array.from({ length: 6 }, () => register(email)))
    await box.mailTo(email, 3)
    await larder.quiet()
    expect(box.taken.filter(({ envelope }) => envelope.to.includes(email))).toHaveLength(3)
  })

  test('when a day has passed, then the link opens nothing', async () => {
    const email = 'eve@example.org'
    await register(email)
    const { token } = await box.mailTo(email)
    const past = new Date(Date.now() - 1_000).toISOString()
    const rows = larder.database.writer.updateTable('registrations').where('email', '=', email)
    await rows.set({ expires_at: past }).execute()
    const confirmed = larder.client().accounts.confirmRegistration({ token })
    await expect(confirmed).rejects.toMatchObject({ reason: 'LINK_INVALID' })
  })

  test('when the administrator code is given, then the account is there at once', async () => {
    const adminCode = /--admin-code (\S+)/.exec(larder.output())?.[1] ?? ''
    const { account } = await register('fay@example.org', { adminCode })
    expect(account).toMatchObject({ email: 'fay@example.org', role: 'admin' })
  })

  test('when a request names another host, then links still lead to the configured front end', async () => {
    const email = 'gus@example.org'
    const headers = { 'x-forwarded-host': 'eve.example.org', origin: 'https://eve.example.org' }
    await larder.call('accounts.register', { email, password, displayName: 'gus' }, { headers })
    const { raw, text } = await box.mailTo(email)
    expect(raw).not.toContain('eve.example.org')
    expect(text).toContain(`${front}/confirm-registration#`)
  })
})

describe('Given a server at home, without mail', () => {
  test('when the address is taken, then registering says so', async () => {
    const home = await startLarder()
    const { email } = await home.person('ada')
    const again = home.client().accounts.register({ email, password, displayName: 'ada' })
    await expect(again).rejects.toMatchObject({ reason: 'EMAIL_TAKEN', details: { email } })
  })
})
