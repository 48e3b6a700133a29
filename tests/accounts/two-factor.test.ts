import { createServices } from '@larder/api'
import { migrate, openDatabase } from '@larder/db'
import { Secret, TOTP, URI } from 'otpauth'
import { describe, expect, test } from 'vitest'
import type { Person, TestServer } from '#harness'
import {
  afterwards,
  dumpTables,
  figure,
  freshDatabase,
  newKeys,
  registerPerson,
  serveHere,
  startLarder,
} from '#harness'
import { Shell } from '../cli/shell.ts'
import { formsOf } from '../promises/secrets/forms-of.ts'

const HALF_A_MINUTE_MS = 30_000
const required = { reason: 'TWO_FACTOR_REQUIRED', status: 403 }
const wrong = { reason: 'TWO_FACTOR_WRONG' }

/** A server in this process, whose time can be let pass: each code is good once. */
async function place() {
  const { databaseUrl } = await freshDatabase()
  const database = openDatabase({ url: databaseUrl })
  afterwards(() => database.close())
  await migrate(database)
  const time = { passed: 0 }
  const clock = { now: () => new Date(Date.now() + time.passed) }
  const url = await serveHere(createServices(database, { clock, keys: newKeys() }))
  const later = (ms = HALF_A_MINUTE_MS) => (time.passed += ms)
  return { url, database, later, now: () => clock.now().getTime() }
}

type Place = Awaited<ReturnType<typeof place>>

/** Somebody with two-factor log-in. */
async function guarded(here: Place) {
  const ada = await registerPerson(here, 'ada', {})
  const { twoFactor, logIn } = ada.larder.accounts
  const { secret, uri } = await twoFactor.begin({ password: ada.password })
  const authenticator = new TOTP({ secret: Secret.fromBase32(secret) })
  const codeAt = (timestamp: number) => authenticator.generate({ timestamp })
  const { recoveryCodes } = await twoFactor.confirm({ code: codeAt(here.now()) })
  here.later(2 * HALF_A_MINUTE_MS)
  const logInWith = (code?: string) =>
    logIn({ email: ada.email, password: ada.password, ...(code === undefined ? {} : { code }) })
  return { ada, secret, uri, codeAt, recoveryCodes, logInWith, twoFactor }
}

describe('Given an authenticator that is being set up', () => {
  test('when no code was confirmed, then logging in asks for none', async () => {
    const here = await place()
    const ada = await registerPerson(here, 'ada', {})
    const { uri, secret } = await ada.larder.accounts.twoFactor.begin({ password: ada.password })
    expect(URI.parse(uri)).toMatchObject({ issuer: 'Larder', label: ada.email, digits: 6 })
    expect(uri).toContain(secret)
    await ada.logIn()
    const confirm = ada.larder.accounts.twoFactor.confirm({ code: '000000' })
    await expect(confirm).rejects.toMatchObject({ ...wrong, details: { attemptsLeft: 4 } })
    expect(await ada.larder.accounts.twoFactor.status()).toMatchObject({ isOn: false })
  })

  test('when it is confirmed, then other sessions end, and this one and tokens do not', async () => {
    const here = await place()
    const ada = await registerPerson(here, 'ada', {})
    const phone = await ada.logIn()
    const { accounts } = ada.larder
    await accounts.tokens.create({ name: 'script', scopes: ['account:read'] })
    const { secret } = await accounts.twoFactor.begin({ password: ada.password })
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: here.now() })
    const { recoveryCodes } = await accounts.twoFactor.confirm({ code })
    expect(new Set(recoveryCodes).size).toBe(10)
    const refused = { reason: 'CREDENTIAL_REFUSED' }
    await expect(phone.larder.accounts.whoAmI()).rejects.toMatchObject(refused)
    expect(await accounts.twoFactor.status()).toMatchObject({ isOn: true, recoveryCodesLeft: 10 })
    expect((await accounts.tokens.list()).items).toHaveLength(1)
    const again = accounts.twoFactor.begin({ password: ada.password })
    await expect(again).rejects.toMatchObject({ reason: 'TWO_FACTOR_ON' })
  })

  test('when the password is wrong, then nothing is begun', async () => {
    const here = await place()
    const ada = await registerPerson(here, 'ada', {})
    const begin = ada.larder.accounts.twoFactor.begin({ password: 'not that one' })
    await expect(begin).rejects.toMatchObject({ reason: 'PASSWORD_WRONG' })
    expect((await dumpTables(here.database))['two_factor']).toEqual([])
  })
})

describe('Given an account with two-factor log-in', () => {
  test('when the password is right, then a code is asked for; when it is wrong, nobody learns of that', async () => {
    const { ada, logInWith, codeAt } = await guarded(await place())
    await expect(logInWith()).rejects.toMatchObject(required)
    const guess = ada.larder.accounts.logIn({
      ...{ email: ada.email, password: 'not that one' },
      code: codeAt(0),
    })
    await expect(guess).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
  })

  test('when a code is used, then it is good once, and so is none of before', async () => {
    const here = await place()
    const { logInWith, codeAt } = await guarded(here)
    const [before, present] = [codeAt(here.now() - HALF_A_MINUTE_MS), codeAt(here.now())]
    await logInWith(present)
    await expect(logInWith(present)).rejects.toMatchObject(wrong)
    await expect(logInWith(before)).rejects.toMatchObject(wrong)
    here.later()
    await logInWith(codeAt(here.now()))
  })

  test.each([
    ['one period early', -1, true],
    ['one period late', 1, true],
    ['two periods early', -2, false],
    ['two periods late', 2, false],
  ])('when the clocks differ by %s, then the code is good: %d, %s', async (_, periods, isGood) => {
    const here = await place()
    const { logInWith, codeAt } = await guarded(here)
    here.later(4 * HALF_A_MINUTE_MS)
    const attempt = logInWith(codeAt(here.now() + periods * HALF_A_MINUTE_MS))
    if (isGood) await expect(attempt).resolves.toBeDefined()
    else await expect(attempt).rejects.toMatchObject(wrong)
  })

  test('when ten log in with one code at once, then one of them does', async () => {
    const here = await place()
    const { logInWith, codeAt } = await guarded(here)
    const code = codeAt(here.now())
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => logInWith(code)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('when codes are guessed, then five are looked at, and then not even the right one', async () => {
    const here = await place()
    const { ada, logInWith, codeAt } = await guarded(here)
    const outcomes = new Set<string>()
    for (let n = 0; n < 20; n++) {
      outcomes.add(await logInWith(`00000${n % 10}`).then(String, (error) => error.reason))
    }
    expect([...outcomes]).toEqual(['TWO_FACTOR_WRONG', 'LOGIN_BLOCKED'])
    await expect(logInWith(codeAt(here.now()))).rejects.toMatchObject({ reason: 'LOGIN_BLOCKED' })
    // Only a code is blocked: whoever does not know the password cannot bring this about.
    await expect(logInWith()).rejects.toMatchObject(required)
    expect((await ada.larder.accounts.whoAmI()).id).toBe(ada.accountId)
    figure(14, '20 guesses at a code, with the right password: 5 are looked at')
  })

  test('when a recovery code is used, in capitals and without dashes, then it is good once', async () => {
    const { recoveryCodes, logInWith, twoFactor } = await guarded(await place())
    const [code = '', other = ''] = recoveryCodes
    await logInWith(code.toUpperCase().replaceAll('-', ''))
    await expect(logInWith(code)).rejects.toMatchObject(wrong)
    await logInWith(` ${other} `)
    expect(await twoFactor.status()).toMatchObject({ recoveryCodesLeft: 8 })
  })

  test('when new recovery codes are made, then those that were left are no good', async () => {
    const { ada, recoveryCodes, logInWith, twoFactor } = await guarded(await place())
    const [code = '', old = ''] = recoveryCodes
    const made = await twoFactor.newRecoveryCodes({ password: ada.password, code })
    expect(new Set([...made.recoveryCodes, ...recoveryCodes]).size).toBe(20)
    await expect(logInWith(old)).rejects.toMatchObject(wrong)
    await logInWith(made.recoveryCodes[0])
  })

  test('when it is switched off, then with password and code, and logging in asks for none', async () => {
    const here = await place()
    const { ada, logInWith, codeAt, twoFactor } = await guarded(here)
    const code = codeAt(here.now())
    const noPassword = twoFactor.disable({ password: 'not that one', code })
    await expect(noPassword).rejects.toMatchObject({ reason: 'PASSWORD_WRONG' })
    const noCode = twoFactor.disable({ password: ada.password, code: '000000' })
    await expect(noCode).rejects.toMatchObject(wrong)
    await twoFactor.disable({ password: ada.password, code })
    await logInWith()
    const { two_factor, recovery_codes } = await dumpTables(here.database)
    expect([two_factor, recovery_codes]).toEqual([[], []])
  })

  test('when the password is changed, then a code is still asked for', async () => {
    const here = await place()
    const { ada } = await guarded(here)
    const newPassword = 'something else entirely'
    await ada.larder.accounts.changePassword({ currentPassword: ada.password, newPassword })
    const logIn = ada.larder.accounts.logIn({ email: ada.email, password: newPassword })
    await expect(logIn).rejects.toMatchObject(required)
  })

  test('then neither its secret nor its codes are in the database', async () => {
    const here = await place()
    const { secret, recoveryCodes } = await guarded(here)
    const dump = JSON.stringify(await dumpTables(here.database))
    const hex = Buffer.from(Secret.fromBase32(secret).buffer).toString('hex')
    const plain = recoveryCodes.map((code) => code.replaceAll('-', ''))
    const secrets = [secret, hex, ...recoveryCodes, ...plain]
    const found = secrets.flatMap(formsOf).filter((form) => dump.includes(form))
    expect(found).toEqual([])
    figure(16, `${secrets.length} forms of a two-factor secret and its codes searched: 0 found`)
    // Control: what is there is found.
    expect(dump).toContain('TwoFactorSwitchedOn')
  })
})

describe('Given the command line', () => {
  test('when somebody switches it on and logs in, then the code is an option where there is no terminal', async () => {
    const larder = await startLarder()
    const [shell, ada] = [Shell.open(larder.url), await larder.person('ada')]
    await shell.logIn(ada)
    const input = `${ada.password}\n`
    const begun = await shell.run('larder account two-factor-on --begin --json', { input })
    const { secret } = JSON.parse(begun.stdout) as { secret: string }
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    const on = await shell.run(`echo ${code} | larder account two-factor-on --confirm`)
    expect(on.stderr).toContain('Two-factor log-in is on')
    const [, recovery = ''] = on.stdout.trim().split('\n')
    expect(await shell.out('larder account two-factor')).toContain('on since')
    await logInBy(larder, ada, recovery)
  })
})

async function logInBy(larder: TestServer, ada: Person, code: string): Promise<void> {
  const shell = Shell.open(larder.url)
  const login = `larder login --email ${ada.email} --password-stdin`
  const input = `${ada.password}\n`
  const without = await shell.run(login, { input })
  expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('--code')])
  const within = await shell.run(`${login} --code ${code}`, { input })
  expect([within.code, within.stderr, within.stdout]).toEqual([
    0,
    '',
    expect.stringContaining('signed in'),
  ])
  const again = await shell.run(`${login} --code ${code}`, { input })
  expect([again.code, again.stderr]).toEqual([4, expect.stringContaining('The code is wrong')])
}
