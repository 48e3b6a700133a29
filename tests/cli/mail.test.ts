import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { PostBox } from '../mail/post-box.ts'
import { Shell } from './shell.ts'
import { onTerminal } from './terminal.ts'

const larder = await startLarder()

describe('Given somebody at the command line', () => {
  test('when they verify the address, then the commands of the mails do it', async () => {
    const ada = await larder.person('ada')
    const shell = Shell.open(larder.url)
    await shell.logIn(ada)
    expect(await shell.out('larder account send-verification')).toContain('on its way')
    const { command } = await larder.mailTo(ada.email)
    expect(await shell.out(command ?? '')).toBe(`${ada.email} is verified.\n`)
    expect(await shell.json('larder account show')).toMatchObject({ emailVerified: true })
    expect(await shell.run(command ?? '')).toMatchObject({
      code: 4,
      stdout: '',
      stderr: expect.stringContaining('was used already'),
    })
  })

  test('when they forgot the password, then they choose another, and hear of their tokens', async () => {
    const bob = await larder.person('bob')
    await bob.larder.accounts.tokens.create({ name: 'script', scopes: ['*'] })
    const shell = Shell.open(larder.url)
    const forgot = await shell.out(`larder account forgot-password --email ${bob.email}`)
    expect(forgot).toContain(`If ${bob.email} is the address of an account`)
    const unknown = await shell.out('larder account forgot-password --email no.one@example.org')
    expect(unknown.replace('no.one@example.org', bob.email)).toBe(forgot)
    const { command } = await larder.mailTo(bob.email)
    const reset = await shell.run(`${command} --password-stdin`, { input: 'a quieter umbrella\n' })
    expect(reset).toMatchObject({ code: 0, stderr: expect.stringContaining('stay valid: 1') })
    expect(reset.stdout).toContain(`larder login --email ${bob.email}`)
    await shell.logIn({ email: bob.email, password: 'a quieter umbrella' })
  })

  test('when there is a terminal, then the new password is asked for and not shown', async () => {
    const cid = await larder.person('cid')
    const shell = Shell.open(larder.url)
    await shell.out(`larder account forgot-password --email ${cid.email}`)
    const { command } = await larder.mailTo(cid.email)
    const answers = ['a quieter umbrella\n', 'a quieter umbrella\n']
    const { shown, code } = await onTerminal(shell, `${command} --revoke-tokens`, answers)
    expect({ code, shown }).toMatchObject({
      code: 0,
      shown: expect.not.stringContaining('quieter'),
    })
    await shell.logIn({ email: cid.email, password: 'a quieter umbrella' })
  })

  test('when there is none, then it says what to do instead', async () => {
    const shell = Shell.open(larder.url)
    const token = `larder_lnk_1_${'x'.repeat(43)}`
    expect(await shell.run(`larder account reset-password ${token}`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--password-stdin'),
    })
    expect(await shell.run('larder account forgot-password')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--email'),
    })
  })

  test('when they change the address, then the commands of both mails do it', async () => {
    const dan = await larder.person('dan')
    const shell = Shell.open(larder.url)
    await shell.logIn(dan)
    const input = dan.password
    await shell.out('larder account change-email dan.new@example.org --password-stdin', { input })
    const present = await larder.mailTo(dan.email)
    const next = await larder.mailTo('dan.new@example.org')
    expect(await shell.out(present.command ?? '')).toContain('once the new address has confirmed')
    expect(await shell.json(next.command ?? '')).toEqual({ changed: true, waitsFor: null })
    expect(await shell.json('larder whoami')).toMatchObject({ email: 'dan.new@example.org' })
  })
})

describe('Given a server that sends mail', () => {
  test('when somebody registers, then they are told to look into their mail, and its command goes on', async () => {
    const box = await PostBox.open()
    const server = await startLarder({ settings: box.settings() })
    const shell = Shell.open(server.url)
    const email = 'eve@example.org'
    const input = 'nobody climbs this high'
    const line = `larder register --email ${email} --password-stdin`
    expect(await shell.out(line, { input })).toContain(`Look into the mail of ${email}`)
    expect(await shell.json(line, { input })).toEqual({ account: null, expiresAt: null })
    const { command } = await box.mailTo(email, 2)
    expect(await shell.out(command ?? '')).toContain(`larder login --email ${email}`)
    await shell.logIn({ email, password: input })
    expect(await shell.json('larder whoami')).toMatchObject({ email })
  })
})
