import { beforeAll, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { cannedServer } from '../sdk/canned-server.ts'
import { Shell } from './shell.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const shell = Shell.open(larder.url)

beforeAll(async () => {
  await shell.logIn(ada)
  const freezer = await ada.freezer({ name: 'cellar', boxes: 2 })
  await ada.product(freezer)
  shell.write('bad.csv', 'freezer,box\ncellar,1\n')
  shell.write('token.txt', 'larder_pat_none')
})

// 0 done, 1 failed, 2 usage, 3 not found, 4 not signed in or not allowed, 5 conflict,
// 6 rate-limited, 7 server unreachable
describe('Given a command', () => {
  test.each([
    [0, 'larder freezers list'],
    [0, 'larder'],
    [0, 'larder --version'],
    [0, 'larder help'],
    [0, 'larder products add --help'],
    [0, 'larder help exit-codes'],

    [1, 'larder products add leek --box 1 --type soup --date-in 2199-01-01'],
    [1, 'larder products add leek --box 9 --type soup'],
    [1, 'larder import bad.csv'],
    [1, 'larder tokens check < token.txt'],

    [2, 'larder products'],
    [2, 'larder defrost'],
    [2, 'larder products list --colour'],
    [2, 'larder freezers create attic'],
    [2, 'larder freezers create attic --boxes many'],
    [2, 'larder freezers create attic --boxes 1001'],
    [2, 'larder products out twelve'],
    [2, 'larder products out 1 --reason lost'],
    [2, 'larder import missing.csv'],
    [2, 'larder call freezers.list --input "{"'],
    [2, 'larder freezers list --url ftp://example.org'],
    [2, 'larder tokens create script --scope cook'],

    [3, 'larder freezers show attic'],
    [3, 'larder products show 2000000000'],
    [3, 'larder products add leek --box 1 --type unobtainium'],
    [3, 'larder tokens revoke script'],
    [3, 'larder profiles use work'],
    [3, 'larder call freezers.defrost'],

    [4, 'larder types remove soup'],

    [5, 'larder freezers create Cellar --boxes 1'],
    [5, 'larder freezers delete cellar'],
    [5, 'larder products add leek --box 1 --number 1 --type soup'],
    [5, 'larder products back 1'],
  ])('when it ends with %d: %s', async (code, line) => {
    const ended = await shell.run(line)
    expect(ended, ended.stderr).toMatchObject({ code })
    if (code < 2) return
    // What went wrong is said, and not where data is expected.
    expect(ended.stderr).not.toBe('')
    expect(ended.stdout).toBe('')
  })

  test('when the address has a path too many, then it is told from a procedure that is not there', async () => {
    const { code, stderr } = await shell.run(`larder freezers list --url ${larder.url}/larder`)
    expect([code, stderr]).toEqual([3, expect.stringContaining('nothing at this path')])
  })

  test('when the address says https and is http, then it says so', async () => {
    const url = larder.url.replace('http:', 'https:')
    const { code, stderr } = await shell.run(`larder freezers list --url ${url}`)
    expect([code, stderr]).toEqual([7, expect.stringContaining('is it http:// instead?')])
  })

  test('when nobody is signed in, then it ends with 4 and says how to', async () => {
    const { code, stderr } = await Shell.open(larder.url).run('larder freezers list')
    expect(code).toBe(4)
    expect(stderr).toContain('larder login')
  })

  test('when the password is wrong, then it ends with 4', async () => {
    const line = `larder login --email ${ada.email} --password-stdin`
    expect(await shell.run(line, { input: 'not the one' })).toMatchObject({ code: 4 })
    expect(await shell.run('larder whoami')).toMatchObject({ code: 0 })
  })

  test('when there were too many, then it ends with 6 and says when to come back', async () => {
    const strict = await startLarder({ settings: { LARDER_RATE_PER_MINUTE: '1' } })
    const stranger = Shell.open(strict.url)
    expect(await stranger.run('larder whoami')).toMatchObject({ code: 4 })
    const { code, stderr } = await stranger.run('larder whoami')
    expect([code, stderr]).toEqual([6, expect.stringMatching(/Try again in \d+ s/)])
  })

  test.each([
    ['nobody listens', async () => 'http://127.0.0.1:1'],
    ['something else listens', async () => (await cannedServer({ body: 'It works!' })).url],
    ['a proxy says that the server is down', async () => (await cannedServer({ status: 502 })).url],
  ])('when %s at the address, then it ends with 7 and names the address', async (_, serve) => {
    const url = await serve()
    const { code, stdout, stderr } = await shell.run(`larder whoami --url ${url}`)
    expect([code, stdout, stderr]).toEqual([7, '', expect.stringContaining(url)])
  })

  test.each([
    ['larder products out twelve', "argument value 'twelve' is invalid for argument 'product'"],
    ['larder files link 1 --for 2d', "option '--for <time>' argument '2d' is invalid"],
    ['larder videos link dQw4w9WgXcQ --for 25h', 'A link is good for a day at most.'],
  ])('when it cannot be understood, then it says what was typed: %s', async (line, words) => {
    const { code, stderr } = await shell.run(line)
    expect([code, stderr.startsWith('larder: ')]).toEqual([2, true])
    expect(stderr).toContain(words)
    expect(stderr).not.toContain('command-argument')
  })
})
