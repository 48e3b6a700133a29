import { describe, expect, test } from 'vitest'
import { findExecutable, startLarder } from '#harness'
import { Shell } from './shell.ts'
import { onTerminal } from './terminal.ts'

const larder = await startLarder()
const ada = await larder.person('ada')

describe('Given no terminal', () => {
  test.each([
    ['larder register', 'Give it with --email.'],
    ['larder register --email bob@example.org', 'Give the password with --password-stdin.'],
    ['larder login', 'Give it with --email.'],
    ['larder login --email bob@example.org', '--password-stdin'],
    ['larder password', 'Give both passwords with --password-stdin.'],
  ])('when "%s" would have to ask, then it says what to give instead', async (line, instead) => {
    const shell = Shell.open(larder.url)
    const { code, stdout, stderr } = await shell.run(line)
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(instead)])
  })

  test('when nothing comes on standard input, then it does not wait for it', async () => {
    const shell = Shell.open(larder.url)
    const line = 'larder login --email bob@example.org --password-stdin < /dev/null'
    const { code, stderr } = await shell.run(line)
    expect([code, stderr]).toEqual([2, expect.stringContaining('must be the password')])
  })
})

describe.runIf(findExecutable('script'))('Given a terminal', () => {
  test('when somebody logs in, then the password is asked for and not shown', async () => {
    const shell = Shell.open(larder.url)
    const { shown, code } = await onTerminal(shell, 'larder login', [
      `${ada.email}\n`,
      `${ada.password}\n`,
    ])
    expect([code, shown]).toEqual([0, expect.stringContaining(`as ${ada.email}.`)])
    expect(shown).toContain('E-mail address: ')
    expect(shown).toContain('Password: ')
    expect(shown).not.toContain(ada.password)
  })

  test('when a new password is typed twice and differs, then it is asked for again', async () => {
    const shell = Shell.open(larder.url)
    const line = 'larder register --email dora@example.org'
    const typed = ['porridge at 7\n', 'porridge at 8\n', 'porridge at 9\n', 'porridge at 9\n']
    const { shown, code } = await onTerminal(shell, line, typed)
    expect([code, shown]).toEqual([0, expect.stringContaining('Those were different.')])
    const logIn = { email: 'dora@example.org', password: 'porridge at 9' }
    await expect(larder.client().accounts.logIn(logIn)).resolves.toBeDefined()
  })

  test('when Ctrl-C is typed instead, then it ends with 130 and nothing happened', async () => {
    const shell = Shell.open(larder.url)
    const { code } = await onTerminal(shell, 'larder login', ['\u0003'])
    expect(code).toBe(130)
    expect(shell.config()).toBeUndefined()
  })

  test('when a list is shown, then its titles stand out, unless NO_COLOR or --no-color says no', async () => {
    const shell = Shell.open(larder.url)
    await shell.logIn(ada)
    await ada.freezer()
    const bold = '\u001b[1m'
    const shown = async (line: string) => (await onTerminal(shell, line, [])).shown
    expect(await shown('TERM=xterm larder freezers list')).toContain(bold)
    expect(await shown('TERM=xterm NO_COLOR=1 larder freezers list')).not.toContain(bold)
    expect(await shown('TERM=xterm larder freezers list --no-color')).not.toContain(bold)
    expect(await shown('TERM=dumb larder freezers list')).not.toContain(bold)
  })

  test('when it is narrow, then long names are cut to it, but not in a pipe', async () => {
    const shell = Shell.open(larder.url)
    const eve = await larder.person('eve')
    await shell.logIn(eve)
    await eve.freezer({ name: 'a very long name for a freezer, as some people like them' })
    const { shown } = await onTerminal(shell, 'stty columns 50; larder freezers list', [])
    expect(shown).toContain('a very long')
    expect(Math.max(...shown.split('\n').map(widthOf))).toBeLessThanOrEqual(50)
    expect(await shell.out('larder freezers list')).toContain('as some people like them')
  })
})

/** Without what only changes how letters look. */
function widthOf(line: string): number {
  return line.replaceAll(/\p{Cc}\[\d+m/gu, '').length
}
