import { chmodSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { Shell } from './shell.ts'

const [larder, another] = [await startLarder(), await startLarder()]
const ada = await larder.person('ada')

async function signedIn(): Promise<Shell> {
  const shell = Shell.open(larder.url)
  await shell.logIn(ada)
  return shell
}

describe('Given somebody who signs in', () => {
  test('when it is kept, then in a file that only they can read', async () => {
    const shell = await signedIn()
    expect(statSync(shell.configPath).mode & 0o777).toBe(0o600)
    expect(shell.config()).toEqual({
      profile: 'default',
      profiles: {
        default: { url: larder.url, session: expect.stringMatching(/^larder_ses_/) },
      },
    })
  })

  test('when others may read the file, then it is refused, and how to mend it is said', async () => {
    const shell = await signedIn()
    chmodSync(shell.configPath, 0o640)
    const { code, stderr } = await shell.run('larder whoami')
    expect([code, stderr]).toEqual([1, expect.stringContaining(`chmod 600 ${shell.configPath}`)])
  })

  test('when the file is a directory, then that is said', async () => {
    const shell = Shell.open(larder.url)
    const settings = { LARDER_CONFIG: shell.directory }
    const { code, stderr } = await shell.run('larder whoami', { settings })
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('is a directory, not a configuration'),
    ])
  })

  test('when the file is broken, then that is said, and it is left alone', async () => {
    const shell = await signedIn()
    await shell.out(`echo '{' > ${shell.configPath}`)
    const { code, stderr } = await shell.run('larder whoami')
    expect([code, stderr]).toEqual([1, expect.stringContaining('is not a configuration of larder')])
    expect(await shell.out(`cat ${shell.configPath}`)).toBe('{\n')
  })

  test('when they register in a script, then the password is not in the command line', async () => {
    const shell = Shell.open(larder.url)
    const line = 'larder register --email cleo@example.org --name Cleo --password-stdin'
    const { stdout } = await shell.run(line, { input: 'porridge at seven\n' })
    expect(stdout).toBe(`Welcome, Cleo. You are signed in to ${larder.url} as cleo@example.org.\n`)
    expect(await shell.json('larder whoami')).toMatchObject({ email: 'cleo@example.org' })
    expect(await shell.out('larder register --help')).not.toContain('--password ')
  })

  test('when they log out, then the session is over here and there', async () => {
    const shell = await signedIn()
    const session = shell.config()?.profiles['default']?.['session'] ?? ''
    await shell.out('larder logout')
    expect(await shell.run('larder whoami')).toMatchObject({ code: 4 })
    expect(JSON.stringify(shell.config())).not.toContain(session)
    const call = larder.client({ token: session }).accounts.whoAmI()
    await expect(call).rejects.toMatchObject({ reason: 'CREDENTIAL_REFUSED' })
  })

  test('when they change the password, then they stay signed in', async () => {
    const bob = await larder.person('bob')
    const shell = Shell.open(larder.url)
    await shell.logIn(bob)
    const input = `${bob.password}\nsomething else entirely\n`
    await shell.out('larder password --password-stdin', { input })
    expect(await shell.json('larder whoami')).toMatchObject({ email: bob.email })
  })
})

describe('Given an access token', () => {
  const create = (shell: Shell, name: string) =>
    shell.out(`larder tokens create ${name} --scope account:read > token.txt`)

  test('when it is made, then only it goes to standard output', async () => {
    const shell = await signedIn()
    await create(shell, 'first')
    expect(shell.read('token.txt')).toMatch(/^larder_pat_\w{38}\n$/)
  })

  test('when somebody logs in with it, then it is kept in place of a session', async () => {
    const shell = await signedIn()
    await create(shell, 'second')
    await shell.out('larder login --token-stdin < token.txt')
    expect(await shell.json('larder whoami')).toMatchObject({ scopes: ['account:read'] })
    expect(Object.keys(shell.config()?.profiles['default'] ?? {})).toEqual(['url', 'token'])
  })

  test('when the environment has it, then it goes before what is kept', async () => {
    const shell = await signedIn()
    await create(shell, 'third')
    const settings = { LARDER_TOKEN: shell.read('token.txt').trim() }
    const me = await shell.json('larder whoami', { settings })
    expect(me).toMatchObject({ scopes: ['account:read'] })
    expect(await shell.json('larder whoami')).toMatchObject({ scopes: ['*'] })
  })

  test('when it is revoked by its name, then it is over', async () => {
    const shell = await signedIn()
    await create(shell, 'fourth')
    await shell.out('larder tokens revoke fourth')
    expect(await shell.run('larder tokens check < token.txt')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('revoked'),
    })
  })
})

describe('Given two servers', () => {
  test('when each has a profile, then each is asked as who one is there', async () => {
    const shell = await signedIn()
    const bob = await another.person('bob')
    const line = `larder login --profile work --url ${another.url} --email ${bob.email} --password-stdin`
    await shell.out(line, { input: bob.password })
    const settings = { LARDER_URL: '' }
    const who = async (line: string, more: object = {}) =>
      ((await shell.json(line, { settings: { ...settings, ...more } })) as { email: string }).email
    expect(await who('larder whoami')).toBe(ada.email)
    expect(await who('larder whoami --profile work')).toBe(bob.email)
    expect(await who('larder whoami', { LARDER_PROFILE: 'work' })).toBe(bob.email)
    expect(await who('larder whoami --profile default', { LARDER_PROFILE: 'work' })).toBe(ada.email)
    await shell.out('larder profiles use work')
    expect(await who('larder whoami')).toBe(bob.email)
    const profiles = [
      { name: 'default', url: larder.url, inUse: false, credential: 'session' },
      { name: 'work', url: another.url, inUse: true, credential: 'session' },
    ]
    expect(await shell.json('larder profiles list')).toEqual(profiles)
  })

  test('when a profile is asked for that there is none of, then no server is asked', async () => {
    const shell = await signedIn()
    const settings = { LARDER_URL: '' }
    for (const [line, more] of [
      ['larder whoami --profile wrok', {}],
      ['larder whoami', { LARDER_PROFILE: 'wrok' }],
    ] as const) {
      const { code, stderr } = await shell.run(line, { settings: { ...settings, ...more } })
      expect([code, stderr]).toEqual([
        3,
        'larder: There is no profile "wrok".\nThere are: default.\n',
      ])
    }
    const named = await shell.run(`larder whoami --profile wrok --url ${another.url}`, { settings })
    expect([named.code, named.stderr]).toEqual([4, expect.stringContaining('not signed in to')])
  })

  test('when one is named with --url, then it does not get the credential of the other', async () => {
    const shell = await signedIn()
    const { code, stderr } = await shell.run(`larder whoami --url ${another.url} --verbose`)
    expect([code, stderr]).toEqual([4, expect.stringContaining('SIGN_IN_REQUIRED')])
  })
})
