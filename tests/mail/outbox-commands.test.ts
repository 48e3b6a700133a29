import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import type { Ended } from '../server/run-to-end.ts'
import { runServerProgram } from '../server/run-to-end.ts'

const larder = await startLarder()

function operate(...words: string[]): Promise<Ended> {
  const settings = { DATABASE_URL: larder.databaseUrl, LARDER_DATA: larder.directory }
  return runServerProgram('bin/larder-server.mjs', words, { settings })
}

interface Listed {
  name: string
  at: string
  to: string
  subject: string
}

const listed = async (): Promise<Listed[]> =>
  JSON.parse((await operate('outbox', '--json')).stdout) as Listed[]

describe('Given a server at home, without an SMTP server', () => {
  test('when nobody was written to, then the outbox says so', async () => {
    expect(await operate('outbox')).toEqual({
      code: 0,
      stdout: `There is no message in ${join(larder.directory, 'outbox')}.\n`,
      stderr: '',
    })
    expect(await listed()).toEqual([])
  })

  test('when people were written to, then it lists when, to whom and about what, and shows each', async () => {
    const ada = await larder.person('ada')
    const zoe = await larder.person('zoé', { language: 'fr', email: 'zoé@exämple.org' })
    await ada.larder.accounts.email.sendVerification()
    const { token } = await larder.mailTo(ada.email)
    await larder.client().accounts.password.forgot({ email: zoe.email })
    await larder.quiet()
    const [first, second] = await listed()
    expect(first).toEqual({
      name: expect.stringMatching(/^\d{8}T\d{9}Z-account-\d+-[0-9a-f]{24}\.eml$/),
      at: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/),
      to: ada.email,
      subject: 'Verify your e-mail address',
    })
    expect(second).toMatchObject({ subject: 'Choisissez un nouveau mot de passe' })
    const { stdout } = await operate('outbox')
    expect(stdout).toMatch(/^NAME +WRITTEN +TO +SUBJECT\n/)
    expect(stdout).toContain('Choisissez un nouveau mot de passe')
    const shown = await operate('outbox', 'show', first?.name ?? '')
    expect(shown).toMatchObject({ code: 0, stderr: '' })
    expect(shown.stdout).toContain(`To: ${ada.email}\n`)
    expect(shown.stdout).toContain(`  larder account verify ${token}\n`)
    const french = JSON.parse(
      (await operate('outbox', 'show', second?.name ?? '', '--json')).stdout,
    )
    expect(french.text).toContain('Quelqu’un, sans doute vous, a oublié le mot de passe')
    expect(french).toMatchObject({ ...second, from: expect.stringContaining('larder@localhost') })
  })

  test('when it is asked for what is no message of it, then it reads nothing', async () => {
    writeFileSync(join(larder.directory, 'outbox', 'notes.txt'), 'not a message')
    for (const name of ['../secret.key', 'notes.txt', 'nothing.eml', '/etc/passwd']) {
      expect(await operate('outbox', 'show', name)).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining(`There is no message "${name}"`),
      })
    }
    expect((await listed()).map(({ name }) => name)).not.toContain('notes.txt')
    expect(await operate('outbox', 'shwo')).toMatchObject({ code: 2 })
    expect(await operate('outbox', 'show')).toMatchObject({ code: 2 })
  })

  test('when a name would move the cursor of a terminal, then it is shown without', async () => {
    const name = (await listed())[0]?.name ?? ''
    const path = join(larder.directory, 'outbox', name.replace('account', 'zz'))
    const head = 'From: x\r\nTo: \u001b[2Jeve\r\nSubject: \u001b]0;hello\u0007'
    writeFileSync(path, `${head}\r\nContent-Type: text/plain\r\n\r\nhi`)
    for (const words of [['outbox'], ['outbox', 'show', name.replace('account', 'zz')]]) {
      const { stdout } = await operate(...words)
      expect(stdout).toContain('hello')
      expect([stdout.includes('\u001b'), stdout.includes('\u0007')]).toEqual([false, false])
    }
  })
})
