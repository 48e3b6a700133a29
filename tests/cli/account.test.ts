import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { Shell } from './shell.ts'

const larder = await startLarder()

async function signedIn(name: string): Promise<Shell> {
  const shell = Shell.open(larder.url)
  await shell.logIn(await larder.person(name))
  return shell
}

describe('Given somebody with a profile', () => {
  test('when they say who they are, then they see it, and others what is public', async () => {
    const shell = await signedIn('ada')
    shell.write('about.txt', 'Bakes bread.\nFreezes soup.\n')
    await shell.out(
      'larder account edit --username ada --first-name Ada --birth-date 1984-02-29 --biography-file about.txt --public biography,time-zone',
    )
    expect(await shell.json('larder account show')).toMatchObject({
      username: 'ada',
      firstName: 'Ada',
      birthDate: '1984-02-29',
      biography: 'Bakes bread.\nFreezes soup.',
      publicFields: ['biography', 'timeZone'],
      emailVerified: false,
    })
    expect(await shell.out('larder account show')).toMatch(
      /Public +username, name, biography, time-zone\n/,
    )
    const stranger = Shell.open(larder.url)
    expect(await stranger.json('larder account profile ADA')).toMatchObject({
      username: 'ada',
      displayName: 'ada',
      birthDate: null,
      biography: 'Bakes bread.\nFreezes soup.',
    })
    expect(await stranger.out('larder account profile ada')).not.toContain('1984')
  })

  test('when they give the username up, then there is no public profile', async () => {
    const shell = await signedIn('bob')
    await shell.out('larder account edit --username bobby --birth-date 1990-01-31')
    await shell.out('larder account edit --username none --birth-date none')
    expect(await shell.json('larder account show')).toMatchObject({
      username: null,
      birthDate: null,
    })
    expect(await shell.run('larder account profile bobby')).toMatchObject({ code: 3 })
  })

  test.each([
    ['nothing', '', 2, 'Say what to change'],
    ['a field that cannot be public', '--public email', 2, 'Write "none", or some of'],
    ['a reserved name', '--username admin', 1, 'is reserved'],
    ['a name that is taken', '--username taken', 5, 'is taken'],
  ])(
    'when they change %s, then it is refused, with the code that says why',
    async (_, options, code, message) => {
      const other = await larder.person('cleo')
      await other.larder.accounts.profile.edit({ username: 'taken' }).catch(() => undefined)
      const shell = await signedIn('dora')
      const ended = await shell.run(`larder account edit ${options}`)
      expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(message)])
    },
  )
})
