import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { Shell } from '../cli/shell.ts'
import { runServerProgram } from '../server/run-to-end.ts'

const larder = await startLarder()
const shell = Shell.open(larder.url)

let root: Person
let bob: Person
beforeAll(async () => {
  root = await larder.person('root', { accountRole: 'admin' })
  bob = await larder.person('bob')
  await shell.logIn(root)
})

describe('Given an administrator at a command line', () => {
  test('when they list accounts, then there is a table, or JSON with stable names', async () => {
    const table = await shell.out('larder admin accounts')
    expect(table).toMatch(/^ID +E-MAIL +NAME +ROLE +STANDING +FILES +REGISTERED\n/)
    expect(table).toContain(bob.email)
    expect(await shell.json('larder admin accounts bob')).toMatchObject([
      { id: bob.accountId, email: bob.email, role: 'user', standing: 'active' },
    ])
    expect(await shell.out('larder admin accounts --role admin --since 1h')).toContain(root.email)
  })

  test('when they disable and enable an account by its address, then it says so', async () => {
    const { email } = bob
    const disable = `larder admin disable ${email} --reason 'lost his phone'`
    expect(await shell.out(disable)).toBe(`${email} is disabled.\n`)
    const shown = await shell.out(`larder admin account ${email}`)
    expect(shown).toMatch(/Standing +disabled\n/)
    expect(shown).toMatch(/Because +lost his phone\n/)
    expect(await shell.run(disable)).toMatchObject({ code: 5, stdout: '' })
    expect(await shell.out(`larder admin enable ${email}`)).toBe(`${email} is enabled.\n`)
  })

  test('when they give somebody a role, then that is shown', async () => {
    expect(await shell.out(`larder admin role ${bob.accountId} staff`)).toBe(
      `${bob.email} is staff now.\n`,
    )
    const gone = await shell.run('larder admin role nobody@example.org staff')
    expect(gone).toMatchObject({ code: 3, stdout: '' })
    expect(gone.stderr).toContain('There is no account "nobody@example.org".')
  })

  test('when they count, then there are lines, or JSON', async () => {
    expect(await shell.out('larder admin counts')).toMatch(/By standing +2 active, 0 disabled/)
    expect(await shell.json('larder admin counts')).toMatchObject({ accounts: { total: 2 } })
  })
})

describe('Given an operator at the server itself', () => {
  const operate = (words: string[], input = '') =>
    runServerProgram('bin/larder-server.mjs', words, {
      settings: { DATABASE_URL: larder.databaseUrl },
      input,
    })

  test('when the password is lost, then they give a new one, and the old sessions end', async () => {
    const eve = await larder.person('eve')
    const ended = await operate(['reset-password', eve.email], 'a new one for eve\n')
    expect(ended).toEqual({
      code: 0,
      stderr: '',
      stdout: `${eve.email} has a new password, and is signed out everywhere.\n`,
    })
    await expect(eve.larder.accounts.whoAmI()).rejects.toMatchObject({
      reason: 'CREDENTIAL_REFUSED',
    })
    await expect(eve.logIn()).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
    await larder.client().accounts.logIn({ email: eve.email, password: 'a new one for eve' })
    expect(await operate(['reset-password', eve.email], 'password1\n')).toMatchObject({ code: 1 })
  })

  test('when authenticator and recovery codes are lost, then the password is enough again', async () => {
    const eve = await larder.person('eve')
    const { twoFactor, logIn } = eve.larder.accounts
    const off = await operate(['end-two-factor', eve.email])
    expect(off).toMatchObject({ code: 1, stdout: '' })
    const { secret } = await twoFactor.begin({ password: eve.password })
    await twoFactor.confirm({ code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() })
    const { email, password } = eve
    // control
    await expect(logIn({ email, password })).rejects.toMatchObject({
      reason: 'TWO_FACTOR_REQUIRED',
    })
    expect(await operate(['end-two-factor', email])).toEqual({
      code: 0,
      stderr: '',
      stdout: `${email} logs in without a code again, and is signed out everywhere.\n`,
    })
    await expect(eve.larder.accounts.whoAmI()).rejects.toMatchObject({
      reason: 'CREDENTIAL_REFUSED',
    })
    await larder.client().accounts.logIn({ email, password })
  })

  test('when there is no administrator who can log in, then they make one', async () => {
    const eve = await larder.person('eve')
    expect(await operate(['set-role', eve.email, 'admin', '--json'])).toEqual({
      code: 0,
      stderr: '',
      stdout: `{"id":${eve.accountId},"email":"${eve.email}","role":"admin"}\n`,
    })
    expect((await eve.larder.admin.counts()).accounts.byRole.admin).toBe(2)
    const { items } = await eve.larder.events.list({ types: ['AccountRoleChanged'] })
    expect(items[0]).toMatchObject({ by: { accountId: null } })
  })

  test('when they ask for what makes no sense, then they are told', async () => {
    expect(await operate(['set-role', root.email, 'king'])).toMatchObject({ code: 2, stdout: '' })
    expect(await operate(['set-role', root.email])).toMatchObject({ code: 2, stdout: '' })
    const nobody = await operate(['reset-password', 'nobody@example.org'], 'whatever it is\n')
    expect(nobody).toMatchObject({ code: 1, stdout: '' })
    expect(nobody.stderr).toContain('There is no account nobody@example.org')
  })
})
