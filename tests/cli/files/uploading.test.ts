import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { plainPicture } from '../../files/pictures/some-pictures.ts'
import { sha256, someBytes } from '../../sdk/files/bytes.ts'
import { sendingLine } from '../../sdk/files/sending-line.ts'
import { Shell } from '../shell.ts'
import { startUpload } from './start-upload.ts'

interface File {
  id: number
  name: string
  kind: string
  sha256: string
}

const larder = await startLarder()
const ada = await larder.person('ada')
const shell = Shell.open(larder.url)
await shell.logIn(ada)

/** The same server and person, by another way. */
function over({ url }: { url: string }): { url: string; token: string } {
  return { url, token: ada.session }
}

describe('Given somebody at a command line', () => {
  test('when several files are uploaded, then there is a line for each, and nothing else', async () => {
    shell.write('one.bin', someBytes(1_200))
    shell.write('two.txt', 'hello\n')
    const { code, stdout, stderr } = await shell.run('larder files upload one.bin two.txt')
    expect([code, stderr]).toEqual([0, ''])
    const [one, two, ...rest] = stdout.split('\n')
    expect(one).toMatch(
      /^one\.bin is file \d+: "one\.bin" \(application\/octet-stream, 1\.2 kB\)\.$/,
    )
    expect(two).toMatch(/^two\.txt is file \d+: "two\.txt" \(.*, 6 B\)\.$/)
    expect(rest).toEqual([''])
  })

  test('when it is to be JSON, then each is a line of it', async () => {
    shell.write('one.bin', someBytes(1_200))
    const out = await shell.out('larder files upload one.bin one.bin --as file --json')
    const files = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as File)
    expect(files).toMatchObject([{ name: 'one.bin', kind: 'file' }, { name: 'one.bin' }])
  })

  test('when standard input is uploaded, then under the name that is given', async () => {
    const bytes = someBytes(3_000_000)
    shell.write('in.bin', bytes)
    const file = (await shell.json('cat in.bin | larder files upload - --name in.tar')) as File
    expect(file).toMatchObject({ name: 'in.tar', sha256: sha256(bytes) })
  })

  test.each([
    ['files upload', 2, 'missing required argument'],
    ['files upload nowhere.bin', 2, 'nowhere.bin cannot be read: there is no such file.'],
    ['files upload .', 2, '. cannot be read: it is a directory.'],
    ['files upload one.bin nowhere.bin', 2, 'nowhere.bin cannot be read'],
    ['files upload one.bin two.txt --name x', 2, '--name is for one file'],
    ['files upload one.bin --as film', 2, 'Allowed choices are file, picture, avatar'],
    ['files upload empty', 1, 'The file is empty.'],
    ['files upload one.bin --as picture', 1, 'The picture is refused (not a picture'],
    ['files upload one.bin empty', 1, 'empty: The file is empty.'],
    ['account picture', 2, 'Give either a picture or --remove.'],
    ['account picture one.bin --remove', 2, 'Give either a picture or --remove.'],
    ['account picture one.bin', 1, 'The picture is refused'],
    ['files show 999999', 3, 'There is no file 999999'],
    ['files cancel nothing', 2, 'is not the id of an upload'],
  ])('when "%s" cannot be done, then it ends with %i and says why', async (line, code, why) => {
    shell.write('one.bin', someBytes(1_200))
    shell.write('two.txt', 'hello\n')
    shell.write('empty', '')
    const ended = await shell.run(`larder ${line}`)
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(why)])
  })

  test('when nobody is signed in, then it ends with 4', async () => {
    const stranger = Shell.open(larder.url)
    stranger.write('one.bin', someBytes(10))
    expect(await stranger.run('larder files upload one.bin')).toMatchObject({ code: 4, stdout: '' })
  })
})

describe('Given an upload that is broken off in the middle', () => {
  test.each(['SIGKILL', 'SIGINT'] as const)(
    'by %s, when the same command is run again, then it goes on with the rest',
    async (signal) => {
      const bytes = someBytes(6_000_000)
      shell.write('large.bin', bytes)
      const line = await sendingLine(larder.url, { bytesPerSecond: 2_000_000 })
      const upload = startUpload(shell, over(line), 'large.bin')
      await expect.poll(() => line.passed, { timeout: 30_000 }).toBeGreaterThan(2_000_000)
      const { code, stderr } = await upload.kill(signal)
      if (signal === 'SIGINT') {
        expect(code).toBe(130)
        expect(stderr).toMatch(
          /^Interrupted; the server has .* of large\.bin\. The same command goes on from there\.\n$/,
        )
      }
      const [unfinished] = (await shell.json('larder files uploads')) as { received: number }[]
      expect(unfinished?.received).toBeGreaterThan(1_000_000)
      line.heal()
      const before = line.passed
      const again = await startUpload(shell, over(line), 'large.bin', '--json').ended
      expect([again.code, again.stderr]).toEqual([0, ''])
      expect(JSON.parse(again.stdout)).toMatchObject({ name: 'large.bin', sha256: sha256(bytes) })
      const sent = line.passed - before
      expect(sent).toBeLessThan(bytes.length - (unfinished?.received ?? 0) + 10_000)
      figure(
        19,
        `the command killed by ${signal} after ${((unfinished?.received ?? 0) / 1e6).toFixed(1)} of 6 MB: the next one sent ${(sent / 1e6).toFixed(1)} MB, hash-equal`,
      )
      expect(await shell.json('larder files uploads')).toEqual([])
      expect(readdirSync(join(shell.directory, 'home/larder/uploads'))).toEqual([])
    },
    60_000,
  )

  test('when the file is another one by then, then it begins anew', async () => {
    shell.write('large.bin', someBytes(6_000_000))
    const line = await sendingLine(larder.url, { bytesPerSecond: 2_000_000 })
    const upload = startUpload(shell, over(line), 'large.bin')
    await expect.poll(() => line.passed, { timeout: 30_000 }).toBeGreaterThan(1_000_000)
    await upload.kill('SIGKILL')
    const bytes = someBytes(6_000_000)
    shell.write('large.bin', bytes)
    line.heal()
    const again = await startUpload(shell, over(line), 'large.bin', '--json').ended
    expect(JSON.parse(again.stdout)).toMatchObject({ sha256: sha256(bytes) })
    const [unfinished] = (await shell.json('larder files uploads')) as { id: string }[]
    expect(await shell.out(`larder files cancel ${unfinished?.id}`)).toContain('is cancelled')
    expect(await shell.json('larder files uploads')).toEqual([])
  })
})

describe('Given a picture', () => {
  test('when it is made that of an account and of a household, then it shows, until it is removed', async () => {
    shell.write('me.png', await plainPicture(300, 200))
    expect(await shell.out('larder account picture me.png')).toMatch(
      /^Your picture is file \d+\.\n$/,
    )
    expect(await shell.out('larder account show')).toMatch(/^Picture +file \d+ \(/m)
    expect(await shell.out('larder account picture --remove')).toBe('You have no picture now.\n')
    expect(await shell.out('larder account show')).not.toContain('Picture')
    const [home] = (await shell.json('larder orgs list')) as { id: number }[]
    await shell.out(`larder orgs picture ${home?.id} me.png`)
    expect(await shell.out(`larder orgs show ${home?.id}`)).toMatch(/^Picture +file \d+ \(/m)
    await shell.out(`larder orgs picture ${home?.id} --remove`)
    expect(await shell.out(`larder orgs show ${home?.id}`)).not.toContain('Picture')
  })

  test('when it cannot be set, then nothing stays behind', async () => {
    shell.write('me.png', await plainPicture(300, 200))
    const before = await shell.json('larder files list --all')
    expect(await shell.run('larder orgs picture 999999 me.png')).toMatchObject({ code: 3 })
    expect(await shell.json('larder files list --all')).toEqual(before)
  })
})
