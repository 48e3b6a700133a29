import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { afterwards, startLarder } from '#harness'
import { newLogin } from '../accounts/identities/flows.ts'
import { startProvider } from '../accounts/identities/identity-provider.ts'
import { Shell } from './shell.ts'

const corner = await startProvider('corner')
const larder = await startLarder({ settings: corner.settings })

/** Runs a line that sends somebody to their browser. Answers the address, and how it ended. */
async function runToBrowser(shell: Shell, line: string) {
  const { directory: cwd, settings: env } = shell
  const child = spawn('bash', ['--norc', '-c', `exec ${line}`], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  afterwards(async () => void child.kill('SIGKILL'))
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text) => (stdout += text))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, stdout, stderr }))
  const url = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (text) => {
      stderr += text
      const [address] = /^http:\S+$/m.exec(stderr) ?? []
      if (address !== undefined) resolve(address)
    })
    ended.then(({ code }) => reject(new Error(`"${line}" ended with ${code}: ${stderr}`)))
  })
  return { url: await url, ended }
}

/** The whole way: the address is opened, and the browser sent back. */
async function throughBrowser(shell: Shell, line: string, login: string) {
  const { url, ended } = await runToBrowser(shell, line)
  const page = await fetch(await corner.visit(url, login))
  expect([page.status, await page.text()]).toEqual([
    200,
    expect.stringContaining('go back to the terminal'),
  ])
  return ended
}

describe('Given somebody with an account and an identity at a provider', () => {
  test('when they link it and log in with it, then they are who they are', async () => {
    const [ada, login, shell] = [
      await larder.person('ada'),
      newLogin('ada'),
      Shell.open(larder.url),
    ]
    await shell.logIn(ada)
    expect(await shell.json('larder account providers')).toEqual([
      { name: 'corner', label: 'Corner' },
    ])
    const linked = await throughBrowser(shell, 'larder account link corner', login)
    expect([linked.code, linked.stdout]).toEqual([
      0,
      expect.stringMatching(/^Your identity at Corner is linked/),
    ])
    await shell.out('larder logout')
    const loggedIn = await throughBrowser(shell, 'larder login --with corner --json', login)
    expect(JSON.parse(loggedIn.stdout)).toMatchObject({ account: { email: ada.email } })
    expect(loggedIn.stdout).not.toContain('larder_ses_')
    expect(await shell.json('larder whoami')).toMatchObject({ email: ada.email })
    const [identity] = (await shell.json('larder account identities')) as { id: number }[]
    expect(await shell.out('larder account identities')).toContain(`${login}@example.org`)
    await shell.out(`larder account unlink ${identity?.id}`)
    expect(await shell.json('larder account identities')).toEqual([])
  })

  test('when something else knocks at the door that the command listens on, then it goes on waiting', async () => {
    const { url, ended } = await runToBrowser(
      Shell.open(larder.url),
      'larder login --with corner --register',
    )
    const door = new URL(url).searchParams.get('redirect_uri') ?? ''
    expect(door).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    for (const knock of ['', 'favicon.ico', '?code=1&state=of-eve']) {
      expect((await fetch(door + knock)).status).toBe(404)
    }
    await fetch(await corner.visit(url, newLogin('bob')))
    expect(await ended).toMatchObject({ code: 0 })
  })
})

describe('Given somebody without an account', () => {
  test('when they log in with a provider, then they are told; with --register they have one', async () => {
    const [login, shell] = [newLogin('cleo'), Shell.open(larder.url)]
    const refused = await throughBrowser(shell, 'larder login --with corner', login)
    expect([refused.code, refused.stderr]).toEqual([
      4,
      expect.stringContaining('No account is linked to this identity at "corner"'),
    ])
    const done = await throughBrowser(shell, 'larder login --with corner --register', login)
    expect(done.stdout).toBe(`You are signed in to ${larder.url} as ${login}@example.org.\n`)
    const { stdout, stderr } = await shell.run('larder account identities')
    expect(stdout).toContain('Corner')
    expect(stderr).toContain('Your account has no password')
    expect(await shell.run('larder account unlink 999999999')).toMatchObject({ code: 3 })
    const [identity] = (await shell.json('larder account identities')) as { id: number }[]
    expect(await shell.run(`larder account unlink ${identity?.id}`)).toMatchObject({ code: 5 })
    await shell.out('larder account set-password --password-stdin', {
      input: 'porridge at seven\n',
    })
    await shell.logIn({ email: `${login}@example.org`, password: 'porridge at seven' })
    await shell.out(`larder account unlink ${identity?.id}`)
  })

  test('when they say no at the provider, then the command ends and says so', async () => {
    const { url, ended } = await runToBrowser(Shell.open(larder.url), 'larder login --with corner')
    await fetch(await corner.decline(url))
    const { code, stderr } = await ended
    expect([code, stderr]).toEqual([4, expect.stringContaining('answered "access_denied"')])
  })

  test.each([
    ['at a provider that there is not', 'larder login --with nowhere', 3],
    ['with two ways at once', 'larder login --with corner --email ada@example.org', 2],
    ['with --register and no provider', 'larder login --register', 2],
  ])('when they log in %s, then it ends at once', async (_, line, code) => {
    expect(await Shell.open(larder.url).run(line)).toMatchObject({ code, stdout: '' })
  })
})
