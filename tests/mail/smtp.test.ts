import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { runServerProgram } from '../server/run-to-end.ts'
import { LOGIN, PostBox } from './post-box.ts'
import { PostOffice } from './post-office.ts'

const ada = { email: 'ada@example.org', language: 'en' } as const
const soon = { timeout: 10_000 }

/** The server of a post box, without TLS: for what is not about that. */
const inClear = ({ port }: PostBox) =>
  ({ host: '127.0.0.1', port, tls: 'off', login: LOGIN }) as const

describe('Given an SMTP server that demands TLS and a password', () => {
  test('when somebody registers, then the mail arrives there, whole and with the right headers', async () => {
    const box = await PostBox.open()
    const larder = await startLarder({ settings: box.settings() })
    const email = 'ada@example.org'
    const registration = { email, password: 'nobody guesses that', displayName: 'ada' }
    await larder.client().accounts.register(registration)
    const mail = await box.mailTo(email)
    expect(mail).toMatchObject({
      isSecure: true,
      user: LOGIN.user,
      envelope: { from: 'larder@example.org', to: [email] },
      to: email,
      from: 'larder@example.org',
      subject: 'Confirm your e-mail address',
      headers: {
        'auto-submitted': 'auto-generated',
        'content-language': 'en',
        'message-id': expect.stringMatching(/^<[0-9a-f]{24}@example\.org>$/),
        'mime-version': '1.0',
      },
    })
    expect(mail.raw).toMatch(/^From: "?Larder at home"? <larder@example\.org>\r$/m)
    expect(Math.abs(Date.parse(mail.headers['date'] ?? '') - Date.now())).toBeLessThan(60_000)
    expect(mail.text).toContain(`larder account confirm-registration ${mail.token}`)
    expect(mail.html).toContain(mail.token)
    // Nothing is left of it here: neither a file nor the address in the task.
    expect(await larder.mails()).toEqual([])
    const tasks = larder.database.reader.selectFrom('tasks').select(['payload', 'outcome'])
    await expect.poll(async () => JSON.stringify(await tasks.execute()), soon).not.toContain(email)
    expect(larder.logs()).not.toContain(mail.token)
  })

  test('when its certificate is nobody’s that we trust, then nothing is sent, and it is tried again', async () => {
    const box = await PostBox.open()
    const { NODE_EXTRA_CA_CERTS: _, ...settings } = box.settings()
    const larder = await startLarder({ settings })
    await larder
      .client()
      .accounts.register({ ...ada, password: 'nobody guesses', displayName: 'a' })
    const task = larder.database.reader.selectFrom('tasks').selectAll().where('kind', '=', 'mail')
    await expect.poll(() => task.executeTakeFirst(), soon).toMatchObject({ attempts: 1 })
    expect(await task.executeTakeFirst()).toMatchObject({
      state: 'waiting',
      outcome: expect.stringContaining('certificate'),
    })
    expect([box.taken, box.attempts]).toEqual([[], 0])
  })
})

describe('Given an SMTP server that offers no TLS', () => {
  test.each([
    ['demanded', 'required', 0],
    ['control: not demanded', 'off', 1],
  ] as const)(
    'when TLS is %s, then this many messages and passwords go out in clear',
    async (_, tls, sent) => {
      const box = await PostBox.open({ disabledCommands: ['STARTTLS'] })
      const office = await PostOffice.open({ smtp: { ...inClear(box), tls } })
      await office.plan('secret', ada)
      office.start()
      await expect.poll(() => office.task('secret'), soon).toMatchObject({ attempts: 1 })
      expect(box.taken).toHaveLength(sent)
      expect(box.inClear).toHaveLength(sent)
    },
  )
})

describe('Given an SMTP server that refuses', () => {
  test('when it does so for a while and then takes the mail, then it is sent once', async () => {
    const box = await PostBox.open()
    const office = await PostOffice.open({ smtp: inClear(box) })
    box.refusal = { code: 451, text: 'Come back later' }
    await office.plan('patience', ada)
    office.start()
    for (const [index, seconds] of [5, 60].entries()) {
      await expect
        .poll(() => office.task('patience'), soon)
        .toMatchObject({
          state: 'waiting',
          attempts: index + 1,
          outcome: expect.stringContaining('451'),
        })
      office.pass(seconds)
    }
    box.refusal = undefined
    office.pass(300)
    await expect.poll(() => office.task('patience'), soon).toMatchObject({ state: 'done' })
    office.pass(1_000_000)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(box.taken).toHaveLength(1)
    expect(box.attempts).toBeGreaterThanOrEqual(3)
    expect(office.failures).toEqual([])
  })

  test('when it refuses the recipient for good, then it is not asked again', async () => {
    const box = await PostBox.open()
    const office = await PostOffice.open({ smtp: inClear(box) })
    box.refusal = { code: 550, text: 'No such user' }
    await office.plan('in vain', ada)
    office.start()
    await expect
      .poll(() => office.task('in vain'), soon)
      .toMatchObject({
        state: 'failed',
        attempts: 1,
        outcome: expect.stringMatching(/550.*No such user <the address>/),
      })
    office.pass(1_000_000)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(box.attempts).toBe(1)
  })

  test('when it refuses our password, then mail waits for the operator to put that right', async () => {
    const box = await PostBox.open()
    const login = { ...LOGIN, pass: 'yesterday’s' }
    const office = await PostOffice.open({ smtp: { ...inClear(box), login } })
    await office.plan('wrong', ada)
    office.start()
    await expect
      .poll(() => office.task('wrong'), soon)
      .toMatchObject({
        state: 'waiting',
        outcome: expect.stringContaining('535'),
      })
    const { outcome } = await office.task('wrong')
    expect(outcome).not.toContain('yesterday')
  })

  test('when it refuses whom mail is from, then mail waits for the operator as well', async () => {
    const box = await PostBox.open({
      onMailFrom: (_address, _session, done) =>
        done(Object.assign(new Error('Not from you'), { responseCode: 550 })),
    })
    const office = await PostOffice.open({ smtp: inClear(box) })
    await office.plan('sender', ada)
    office.start()
    await expect
      .poll(() => office.task('sender'), soon)
      .toMatchObject({ state: 'waiting', outcome: expect.stringContaining('550') })
  })

  test('when nobody listens, then mail waits', async () => {
    const office = await PostOffice.open({
      smtp: { host: '127.0.0.1', port: 9, tls: 'off', login: undefined },
    })
    await office.plan('closed', ada)
    office.start()
    await expect
      .poll(() => office.task('closed'), soon)
      .toMatchObject({
        state: 'waiting',
        outcome: expect.stringContaining('ECONNREFUSED'),
      })
  })

  test('when it does so for good, then the operator sees it, and can have it tried again', async () => {
    const box = await PostBox.open()
    const larder = await startLarder({ settings: box.settings() })
    const settings = { DATABASE_URL: larder.databaseUrl, LARDER_DATA: larder.directory }
    const operate = (...words: string[]) =>
      runServerProgram('bin/larder-server.mjs', words, { settings })
    box.refusal = { code: 550, text: 'No such user' }
    const registration = { email: ada.email, password: 'nobody guesses', displayName: 'ada' }
    await larder.client().accounts.register(registration)
    await expect
      .poll(async () => (await operate('tasks', 'list')).stdout, soon)
      .toMatch(/^ *\d+ +mail +mail +1 +\S+ +550 No such user <the address>$/m)
    box.refusal = undefined
    const [failed] = JSON.parse((await operate('tasks', 'list', '--json')).stdout)
    expect(await operate('tasks', 'retry', String(failed.id))).toMatchObject({ code: 0 })
    const { token } = await box.mailTo(ada.email)
    await larder.client().accounts.confirmRegistration({ token })
  })
})

describe('Given a server that dies', () => {
  test('when it has handed a message over and not heard the answer, then the next start sends it', async () => {
    const box = await PostBox.open()
    const larder = await startLarder({ settings: box.settings() })
    box.isStuck = true
    const registration = { email: ada.email, password: 'nobody guesses', displayName: 'ada' }
    await larder.client().accounts.register(registration)
    await expect.poll(() => box.attempts, soon).toBe(1)
    await larder.kill('SIGKILL')
    const tasks = larder.database.writer.updateTable('tasks')
    // As if its claim had run out: nobody else may have it before.
    await tasks.set({ claimed_until: new Date(0).toISOString() }).execute()
    box.isStuck = false
    await larder.restart()
    const mail = await box.mailTo(ada.email)
    await larder.client().accounts.confirmRegistration({ token: mail.token })
    expect(box.attempts).toBe(2)
    figure(1, 'killed between handing a mail over and hearing of it: sent at the next start')
  })
})
