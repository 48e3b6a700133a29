import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findExecutable, startLarder } from '#harness'
import { Shell } from '../../cli/shell.ts'
import { onTerminal } from '../../cli/terminal.ts'
import { unzip } from './unzip.ts'

const larder = await startLarder()

describe('Given somebody at a command line', async () => {
  const ada = await larder.person('ada')
  const shell = Shell.open(larder.url)
  await shell.logIn(ada)
  const place = (file: string) => join(shell.directory, file)

  test('when they export, then the file is theirs alone, and whole', async () => {
    const line = 'larder account export mine.zip'
    expect(await shell.out(line)).toMatch(
      /^Everything that is yours is in mine\.zip \(.* MB\)\.\n$/,
    )
    const files = await unzip(readFileSync(place('mine.zip')))
    expect(JSON.parse(files.get('account.json') ?? '')).toMatchObject({ email: ada.email })
    expect(statSync(place('mine.zip')).mode & 0o777).toBe(0o600)
  })

  test('when the file is there, then it is left alone, unless they say --force', async () => {
    shell.write('there.zip', 'precious')
    const refused = await shell.run('larder account export there.zip')
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('Replace it with --force.')
    expect(shell.read('there.zip')).toBe('precious')
    const { bytes } = (await shell.json('larder account export there.zip --force')) as {
      bytes: number
    }
    expect(statSync(place('there.zip')).size).toBe(bytes)
  })

  test('when it cannot be had or written, then nothing half written is left', async () => {
    const stranger = Shell.open(larder.url)
    expect(await stranger.run('larder account export mine.zip')).toMatchObject({ code: 4 })
    expect(existsSync(join(stranger.directory, 'mine.zip'))).toBe(false)
    expect(await shell.run('larder account export no/such/folder.zip')).toMatchObject({ code: 2 })
    expect(readdirSync(shell.directory).filter((name) => name.includes('.part'))).toEqual([])
  })

  test.runIf(findExecutable('script'))('when it is a terminal, then a bar shows', async () => {
    const { shown, code } = await onTerminal(shell, 'larder account export bar.zip', [])
    expect([code, shown]).toEqual([0, expect.stringMatching(/Exporting [·█]{24} 0 s \d/)])
  })
})
