import { describe, expect, test } from 'vitest'
import { findExecutable, startLarder } from '#harness'
import { Shell } from '../cli/shell.ts'
import { onTerminal } from '../cli/terminal.ts'

const larder = await startLarder()

describe('Given somebody at a command line who deletes their account', () => {
  test('when it is a script, then it says --yes, and can keep the account', async () => {
    const ada = await larder.person('ada')
    const shell = Shell.open(larder.url)
    await shell.logIn(ada)
    const silent = await shell.run('larder account delete')
    expect(silent).toMatchObject({ code: 2, stdout: '' })
    expect(silent.stderr).toContain('Say --yes, and give the password with --password-stdin.')
    const line = 'larder account delete --yes --password-stdin'
    expect(await shell.run(line, { input: 'not this one\n' })).toMatchObject({ code: 4 })
    const left = await shell.json(line, { input: `${ada.password}\n` })
    expect(left).toEqual({ leavesAt: expect.stringMatching(/Z$/) })
    expect(await shell.run('larder whoami')).toMatchObject({ code: 4, stdout: '' })
    const login = `larder login --email ${ada.email} --password-stdin`
    const refused = await shell.run(login, { input: ada.password })
    expect(refused).toMatchObject({ code: 4, stdout: '' })
    expect(refused.stderr).toContain('To keep it: larder login --keep-account')
    await shell.out(`${login} --keep-account`, { input: ada.password })
    expect(await shell.json('larder whoami')).toMatchObject({ email: ada.email })
  })

  test.runIf(findExecutable('script'))(
    'when it is a terminal, then the address has to be typed again',
    async () => {
      const ada = await larder.person('ada')
      const shell = Shell.open(larder.url)
      await shell.logIn(ada)
      const mistyped = await onTerminal(shell, 'larder account delete', ['ada@example.com\n'])
      expect(mistyped.code).toBe(2)
      expect(mistyped.shown).toContain('Nothing was deleted.')
      const typed = [`${ada.email}\n`, `${ada.password}\n`]
      const { shown, code } = await onTerminal(shell, 'larder account delete', typed)
      expect([code, shown]).toEqual([0, expect.stringContaining('Your account is gone on')])
      expect(shown).not.toContain(ada.password)
    },
  )
})
