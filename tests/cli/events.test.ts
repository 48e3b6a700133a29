import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { startTail } from '../live/tail.ts'
import { Shell } from './shell.ts'

const larder = await startLarder()
const ada = await larder.person('ada', { displayName: 'Ada' })
const shell = Shell.open(larder.url)
const freezer = await ada.freezer({ name: 'cellar' })

beforeAll(async () => {
  await shell.logIn(ada)
  await ada.product(freezer, { name: 'leek soup' })
})

const inJson = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { type: string; position: number })

describe('Given what happened today', () => {
  test('when the tail is shown, then each event is a line with time, who and words', async () => {
    const lines = (await shell.out('larder events tail')).trimEnd().split('\n')
    expect(lines.map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d {2}/, ''))).toEqual([
      `Ada  account-${ada.accountId}: registered`,
      `Ada  freezer-${freezer.id}: freezer "cellar" created with 5 boxes`,
      `Ada  account-${ada.accountId}: logged in`,
      `Ada  freezer-${freezer.id}: "leek soup" put into box 1, number 1`,
    ])
  })

  test('when it is wanted as JSON, then each line is an event', async () => {
    const events = inJson(await shell.out('larder events tail --since 1h --json'))
    expect(events.map(({ type }) => type)).toEqual([
      ...['AccountRegistered', 'FreezerCreated', 'LoggedIn', 'ProductAdded'],
    ])
    const { items } = await ada.larder.events.list()
    expect(events).toEqual(items)
  })

  test('when only some are wanted, then only these are shown', async () => {
    const stream = `--stream freezer-${freezer.id}`
    const added = await shell.out(`larder events tail --type ProductAdded ${stream} --json`)
    const [{ position } = { position: 0 }] = inJson(added)
    expect(inJson(added)).toHaveLength(1)
    expect(await shell.out(`larder events tail --after ${position} --type ProductAdded`)).toBe('')
    const all = `larder events tail --after 0 --type ProductAdded --type LoggedIn --json`
    expect(inJson(await shell.out(all)).map(({ type }) => type)).toEqual([
      'LoggedIn',
      'ProductAdded',
    ])
  })

  test('when nothing happened in that time, then that is said, and not among the data', async () => {
    const { code, stdout, stderr } = await shell.run('larder events tail --since 2099-01-01')
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain('Nothing happened in that time')
  })

  test.each([
    [2, 'larder events tail --since yesterday'],
    [2, 'larder events tail --since 2h --after 3'],
    [2, 'larder events tail --after minus'],
    [2, 'larder events tail --type ProductFrozen'],
    [2, 'larder call events.follow'],
    [4, 'larder events tail --all'],
    [5, 'larder events tail --follow --after 2000000000'],
    [7, 'LARDER_URL=http://127.0.0.1:1 larder events tail --follow'],
  ])('when it cannot be, then the code is %i: %s', async (code, line) => {
    const ended = await shell.run(line)
    expect(ended).toMatchObject({ code, stdout: '' })
    expect(ended.stderr).not.toBe('')
  })
})

describe('Given somebody who follows', () => {
  test('when something happens, then it is printed at once, also after a restart', async () => {
    const tail = startTail(larder, ada.session, '--follow', '--since', '1h')
    await tail.until(({ type }) => type === 'ProductAdded')
    const before = await ada.product(freezer)
    await tail.until(({ subject }) => subject === `product-${before.id}`)
    await larder.restart()
    const after = await ada.product(freezer)
    await tail.until(({ subject }) => subject === `product-${after.id}`)
    expect(tail.remarks()).toBe(`The connection to ${larder.url} is lost. Trying again ...\n`)
    const positions = tail.events().map(({ position }) => position)
    expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b))
  })

  test('when Ctrl-C is typed, then it ends as the shell expects it', async () => {
    const line = `larder events tail --follow & pid=$!; sleep 1; kill -INT $pid; wait $pid; echo $?`
    // A shell that is not interactive has its background commands ignore the signal.
    expect((await shell.out(`set -m; ${line}`)).trim()).toBe('130')
  })

  test('when its reader has gone, then it ends with code 0', async () => {
    const following = shell.run('larder events tail --follow --after 0 | head -n 1')
    await sleep(1_500)
    await ada.product(freezer)
    expect(await following).toMatchObject({ code: 0 })
  })

  test('when the session ends, then so does it, and says why', async () => {
    const { larder: phone, session } = await ada.logIn()
    const tail = startTail(larder, session, '--follow', '--after', '0')
    await tail.until(() => true)
    await phone.accounts.logOut()
    expect(await tail.ended).toBe(4)
    expect(JSON.parse(tail.remarks()).error).toMatchObject({ reason: 'CREDENTIAL_REFUSED' })
  })
})
