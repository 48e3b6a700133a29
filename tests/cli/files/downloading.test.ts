import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { storeFile } from '../../files/store-file.ts'
import { cuttingLine } from '../../live/cutting-line.ts'
import { sha256, someBytes } from '../../sdk/files/bytes.ts'
import { Shell } from '../shell.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const bytes = someBytes(400_000)

/** A shell with an empty folder, in which ada is signed in. */
async function newShell(): Promise<Shell> {
  const shell = Shell.open(larder.url)
  await shell.logIn(ada)
  return shell
}

function stored(name: string): Promise<number> {
  return storeFile(larder, { account_id: ada.accountId, bytes, name })
}

/** What lies in the folder, beside what the tests put there. */
function filesIn({ directory }: Shell): string[] {
  return readdirSync(directory).filter((name) => name !== 'bin' && name !== 'home')
}

describe('Given a file', () => {
  test("when it is downloaded, then it lies here under its name, and is its reader's alone", async () => {
    const shell = await newShell()
    const id = await stored('Été à la mer.bin')
    expect(await shell.out(`larder files download ${id}`)).toBe(
      `File ${id} is in Été à la mer.bin (application/octet-stream, 400.0 kB).\n`,
    )
    const path = join(shell.directory, 'Été à la mer.bin')
    expect(sha256(readFileSync(path))).toBe(sha256(bytes))
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('when it goes to standard output, then only its bytes do', async () => {
    const shell = await newShell()
    const line = `larder files download ${await stored('x.bin')} -o - | sha256sum`
    expect(await shell.out(line)).toBe(`${sha256(bytes)}  -\n`)
    expect(filesIn(shell)).toEqual([])
  })

  test('when a file of its name is there, then it is left alone, unless by --force', async () => {
    const shell = await newShell()
    const id = await stored('x.bin')
    shell.write('x.bin', 'precious')
    for (const line of [`larder files download ${id}`, `larder files download ${id} -o x.bin`]) {
      const refused = await shell.run(line)
      expect(refused).toMatchObject({ code: 2, stdout: '' })
      expect(refused.stderr).toContain('x.bin exists.\nReplace it with --force.')
    }
    expect(shell.read('x.bin')).toBe('precious')
    await shell.out(`larder files download ${id} --force`)
    expect(sha256(readFileSync(join(shell.directory, 'x.bin')))).toBe(sha256(bytes))
  })

  test('when it cannot be had or written, then nothing is left', async () => {
    const shell = await newShell()
    expect(await shell.run('larder files download 999999')).toMatchObject({ code: 3 })
    const nowhere = await shell.run(`larder files download ${await stored('x')} -o no/such/folder`)
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be written') })
    expect(filesIn(shell)).toEqual([])
  })
})

test('Given a line that breaks, when the command is run until it ends well, then it went on each time', async () => {
  const shell = await newShell()
  const id = await stored('x.bin')
  const line = await cuttingLine(larder.url, () => 150_000)
  const settings = { LARDER_URL: line.url, LARDER_TOKEN: ada.session }
  let runs = 1
  while ((await shell.run(`larder files download ${id}`, { settings })).code !== 0) {
    expect(runs++).toBeLessThan(6)
    expect(existsSync(join(shell.directory, 'x.bin'))).toBe(false)
  }
  // Each brings less than half: without going on there would never be an end.
  expect(runs).toBeGreaterThan(2)
  expect(filesIn(shell)).toEqual(['x.bin'])
  expect(sha256(readFileSync(join(shell.directory, 'x.bin')))).toBe(sha256(bytes))
})

test.each([
  '../../../escaped',
  '/tmp/escaped',
  '..\\escaped',
  '-rf',
  '.profile',
  '..',
  'a\u001b[2Jb\u0007',
  'photo\u202egpj.exe',
  'a\r\nSet-Cookie: x',
  '"; filename="../escaped',
  "x'; filename*=UTF-8''..%2Fescaped",
  'é'.repeat(255),
])('Given the name %j on the server, when it is downloaded, then it does no harm', async (name) => {
  const shell = await newShell()
  const { stdout } = await shell.run(`larder files download ${await stored(name)}`)
  const [file = '', ...others] = filesIn(shell)
  expect(others).toEqual([])
  expect(file).toMatch(/^[^./\\\-~\s\p{C}][^/\\\p{C}]*$/u)
  expect(stdout).not.toMatch(/[\p{Cc}\u202e](?<!\n)/u)
  expect(sha256(readFileSync(join(shell.directory, file)))).toBe(sha256(bytes))
})
