import { htmlPage } from '@larder/api/src/mail/html.ts'
import { describe, expect, test } from 'vitest'
import { mailTo, readMail, startLarder } from '#harness'
import { LOGIN, PostBox } from './post-box.ts'
import { PostOffice } from './post-office.ts'

const ada = { email: 'ada@example.org', language: 'en' } as const
const soon = { timeout: 10_000 }

const lines = ['\r\nBcc: eve@example.org', '\nBcc: eve@example.org', '\rBcc: eve@example.org']
const others = [
  '\u2028Bcc: eve@example.org',
  '\u0085Bcc: eve@example.org',
  '\0Bcc: eve@example.org',
]

describe('Given somebody whose name goes on in another line (ASVS 1.3.11)', () => {
  test.each([...lines, ...others])(
    'with %j, when they get mail, then it has no further header or recipient',
    async (end) => {
      const box = await PostBox.open()
      const smtp = { host: '127.0.0.1', port: box.port, tls: 'off', login: LOGIN } as const
      const office = await PostOffice.open({ smtp })
      const name = `ada${end}${end}<b>hello</b>`
      await office.plan('injected', ada, { name })
      office.start()
      const mail = await box.mailTo(ada.email)
      expect(Object.keys(mail.headers).sort()).toEqual(
        [
          ...['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'message-id'],
          ...['mime-version', 'subject', 'to'],
        ].sort(),
      )
      expect(mail.envelope.to).toEqual([ada.email])
      expect(mail.subject).toMatch(/^Hello ada +Bcc: eve/)
    },
  )

  test('control: a header made by hand from such a name has one more', async () => {
    const { headers } = await readMail(`To: ada@example.org\r\nSubject: ada${lines[0]}\r\n\r\nhi`)
    expect(Object.keys(headers)).toContain('bcc')
  })
})

describe('Given an address that is none', () => {
  test.each([
    'ada@example.org\r\nBcc: eve@example.org',
    'ada@example.org\nRCPT TO:<eve@example.org>',
    'ada@example.org>,<eve@example.org',
    'ada@example.org, eve@example.org',
    '"ada\r\n"@example.org',
  ])('%j, when mail for it is planned, then none is sent', async (email) => {
    const box = await PostBox.open()
    const smtp = { host: '127.0.0.1', port: box.port, tls: 'off', login: LOGIN } as const
    const office = await PostOffice.open({ smtp })
    await office.plan('nowhere', { email, language: 'en' })
    office.start()
    await expect
      .poll(() => office.task('nowhere'), soon)
      .toMatchObject({
        state: 'failed',
        outcome: 'This is not an e-mail address.',
      })
    expect([box.attempts, box.taken]).toEqual([0, []])
  })

  test('when it is registered, forgotten or changed to, then it is refused', async () => {
    const larder = await startLarder()
    const bob = await larder.person('bob')
    const email = 'ada@example.org\r\nBcc: eve@example.org'
    const refused = { reason: 'INVALID_INPUT' }
    await expect(larder.client().accounts.password.forgot({ email })).rejects.toMatchObject(refused)
    const change = { newEmail: email, currentPassword: bob.password }
    await expect(bob.larder.accounts.email.change(change)).rejects.toMatchObject(refused)
  })
})

describe('Given a name with markup', () => {
  const name = `<img src="https://eve.example.org/seen.png"> & "ada's" <script>1</script>`

  test('when it stands in a mail, then it is text, and the page loads nothing', async () => {
    const office = await PostOffice.open({ frontUrl: 'https://larder.example.org/app' })
    await office.plan('markup', ada, { name })
    office.start()
    const { html, text, subject } = await mailTo(office.directory, ada.email)
    expect(text).toContain(name)
    expect(subject).toContain(name)
    expect(html).not.toMatch(/<(img|script|link|style|iframe|object|form|base|meta http)/i)
    expect(html).not.toMatch(/<[^>]*\s(src|srcset|background|on\w+)=/i)
    expect(html).not.toMatch(/url\(|@import/i)
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
    expect(links).toEqual(['https://larder.example.org/app/answer#derived-token'])
  })

  test('control: without escaping it would be an image', () => {
    const page = htmlPage({ subject: '', paragraphs: [] }, { language: 'en', frontUrl: undefined })
    expect(page.replace('<p ', `${name}<p `)).toMatch(/<[^>]*\ssrc=/i)
  })
})

describe('Given people who write otherwise', () => {
  test('when the mail is French, then its letters arrive, and the operator reads them', async () => {
    const office = await PostOffice.open()
    await office.plan(
      'french',
      { email: 'zoé@exämple.org', language: 'fr' },
      { name: 'Zoé 🥕 O’Neill' },
    )
    office.start()
    await expect.poll(() => office.task('french'), soon).toMatchObject({ state: 'done' })
    const [mail] = await office.mails()
    expect(mail).toMatchObject({
      subject: 'Bonjour Zoé 🥕 O’Neill, voilà l’été',
      headers: { 'content-language': 'fr' },
    })
    expect(mail?.text).toContain('Bonjour Zoé 🥕 O’Neill,')
    expect(mail?.text).toContain(
      'Pour cela, tapez dans un terminal :\n\n  larder answer derived-token',
    )
  })
})
