import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { runServerProgram } from '../server/run-to-end.ts'

const larder = await startLarder()

/** What `npm run admin -- create-admin` runs. */
function createAdmin(args: string[], input: string) {
  const { databaseUrl: DATABASE_URL, directory: LARDER_DATA } = larder
  const settings = { DATABASE_URL, LARDER_DATA }
  return runServerProgram('src/admin.ts', ['create-admin', ...args], { settings, input })
}

describe('Given a server that runs', () => {
  test('when an administrator is created beside it, then they log in, and nobody can use the code', async () => {
    const args = ['--email', 'ada@example.org', '--name', 'Ada', '--time-zone', 'Europe/Paris']
    const ended = await createAdmin(args, ' olives under the stairs \nnot this line\n')
    expect(ended).toEqual({
      code: 0,
      stdout: 'ada@example.org is an administrator now, as account 1.\n',
      stderr: '',
    })
    const { account } = await larder
      .client()
      .accounts.logIn({ email: 'ada@example.org', password: ' olives under the stairs ' })
    expect(account).toMatchObject({ role: 'admin', displayName: 'Ada', timeZone: 'Europe/Paris' })
    const adminCode = /--admin-code (\S+)/.exec(larder.output())?.[1] ?? ''
    await expect(larder.person('eve', { adminCode })).rejects.toMatchObject({
      reason: 'FIRST_ADMIN_CODE_WRONG',
    })
  })

  test.each([
    [
      'an address that is taken',
      'bob@example.org',
      'olives under the stairs',
      1,
      'already an account',
    ],
    ['a short password', 'cleo@example.org', 'olives', 1, 'at least 8 characters'],
    ['a common password', 'cleo@example.org', 'password1', 1, 'among the most used'],
    ['no password', 'cleo@example.org', '', 1, 'no password on standard input'],
    [
      'something that is no address',
      'cleo',
      'olives under the stairs',
      2,
      'is not an e-mail address',
    ],
  ])(
    'when %s is given, then it says so and creates nobody',
    async (_, email, password, code, why) => {
      if (email.startsWith('bob')) await larder.person('bob', { email })
      const before = await accounts()
      const ended = await createAdmin(['--email', email, '--name', 'Somebody'], password)
      expect(ended).toEqual({ code, stdout: '', stderr: expect.stringContaining(why) })
      expect(ended.stderr).not.toMatch(/\n {4}at /)
      expect(await accounts()).toEqual(before)
    },
  )

  test('when nothing is said, then it says how to use it', async () => {
    const ended = await runServerProgram('src/admin.ts', [])
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toContain('Usage: npm run admin -- create-admin')
    const help = await runServerProgram('src/admin.ts', ['--help'])
    expect(help).toMatchObject({ code: 0, stderr: '', stdout: ended.stderr })
  })
})

function accounts() {
  return larder.database.reader.selectFrom('accounts').select('email').execute()
}
