import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { findExecutable, startLarder } from '#harness'
import { Shell } from '../cli/shell.ts'
import { onTerminal } from '../cli/terminal.ts'
import { soonLoggedUnder } from './in-the-log.ts'

interface Entry {
  type: string
  requestId: string
  address: string
}

const larder = await startLarder({ settings: { LARDER_TRUST_PROXY: '127.0.0.1' } })
const shell = Shell.open(larder.url)

const audit = (options = '') =>
  shell.json(`larder admin audit ${options}`) as unknown as Promise<Entry[]>
const typesOf = (entries: Entry[]) => entries.map(({ type }) => type)

describe('Given an administrator at the command line, and what ada did', () => {
  let ada: Person

  beforeAll(async () => {
    const admin = await larder.person('root', { accountRole: 'admin' })
    await shell.logIn(admin)
    ada = await larder.person('ada')
    await ada.freezer({ name: 'kitchen' })
    const headers = { 'x-forwarded-for': '2001:db8::7', 'x-request-id': 'the-wrong-password' }
    const wrong = { email: ada.email, password: 'not the password' }
    await larder.call('accounts.logIn', wrong, { headers })
    await soonLoggedUnder(larder.database, 'the-wrong-password')
  })

  test('when they name the account by address or id, then what it did is listed', async () => {
    const types = ['LogInFailed', 'FreezerCreated', 'AccountRegistered']
    expect(typesOf(await audit(`--account ${ada.email}`))).toEqual(types)
    expect(typesOf(await audit(`--account ${ada.accountId}`))).toEqual(types)
  })

  test('when they name an address, a request, a type or a time, then only that is listed', async () => {
    const failed = await audit('--address 2001:db8::7')
    expect(failed).toMatchObject([{ type: 'LogInFailed', requestId: 'the-wrong-password' }])
    expect(await audit('--request the-wrong-password')).toEqual(failed)
    const types = typesOf(await audit('--type LogInFailed --type FreezerCreated'))
    expect(types).toEqual(['LogInFailed', 'FreezerCreated'])
    expect(await audit('--since 1h')).toEqual(await audit('--all'))
    expect(await audit('--until 1h')).toEqual([])
    expect(await audit('--since 2000-01-01 --until 2000-01-02T12:00')).toEqual([])
  })

  test('when there is more than is shown, then that is said', async () => {
    const { stdout, stderr } = await shell.run('larder admin audit --limit 1')
    expect(stdout.trimEnd().split('\n')).toHaveLength(2)
    expect(stderr).toContain('These are the first 1.')
  })

  test('when a time makes no sense, then it is said what does', async () => {
    const { code, stderr } = await shell.run('larder admin audit --since lately')
    expect([code, stderr]).toEqual([2, expect.stringContaining('Write how long ago (30m, 2h, 7d)')])
  })

  test('when nobody has the e-mail address, then it says so', async () => {
    const { code, stderr } = await shell.run('larder admin audit --account who@example.org')
    expect([code, stderr]).toEqual([3, expect.stringContaining('no account who@example.org')])
  })

  test('when somebody else asks, then they are refused', async () => {
    const other = Shell.open(larder.url)
    await other.logIn(ada)
    const { stdout, stderr } = await other.run('larder admin audit')
    expect([stdout, stderr]).toEqual(['', expect.stringContaining('Only an administrator')])
  })

  test.runIf(findExecutable('script'))(
    'when it is shown on a terminal of 80 columns, then it fits, with who, from where and what',
    async () => {
      const line = `stty columns 80; larder admin audit --account ${ada.email}`
      const { shown } = await onTerminal(shell, line, [])
      const lines = shown.split(/\r?\n/)
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80)
      expect(lines.find((each) => each.includes('LogInFailed'))).toContain('2001:db8::7')
      expect(shown).toContain('WHEN')
      expect(shown.replace(/\s+/g, ' ')).toContain('FreezerCreated: freezer "kitchen"')
    },
  )
})
