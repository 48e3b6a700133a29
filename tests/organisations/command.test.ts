import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { Shell } from '../cli/shell.ts'

const larder = await startLarder()
let ada: Person
let bob: Person
let atAdas: Shell
let atBobs: Shell

beforeEach(async () => {
  ada = await larder.person('ada')
  bob = await larder.person('bob')
  atAdas = Shell.open(larder.url)
  atBobs = Shell.open(larder.url)
  await atAdas.logIn(ada)
  await atBobs.logIn(bob)
})

describe('Given two people at their shells', () => {
  test('when one invites the other by a link, then they share what is in the freezer', async () => {
    await atAdas.out('larder orgs edit ada --name "flat 3"')
    await atAdas.out('larder freezers create kitchen --boxes 3')
    const token = (await atAdas.out('larder orgs invite "flat 3" --link')).trim()
    expect(token).toMatch(/^larder_inv_/)
    expect(await atBobs.out(`larder orgs look ${token}`)).toContain('household "flat 3"')
    expect(await atBobs.out(`larder orgs accept ${token}`)).toBe(
      'You are in the household "flat 3" now, as member.\n',
    )
    expect(await atBobs.out('larder freezers list --json')).toBe('[]\n')
    const shared = JSON.parse(await atBobs.out('larder freezers list --household "FLAT 3" --json'))
    expect(shared).toMatchObject([{ name: 'kitchen', householdId: ada.householdId }])
    const add = 'larder products add soup --freezer kitchen --box 1 --type soup'
    const lost = await atBobs.run(add)
    expect(lost).toMatchObject({ code: 3, stderr: expect.stringContaining('no freezer "kitchen"') })
    const settings = { LARDER_HOUSEHOLD: String(ada.householdId) }
    expect((await atBobs.run(add, { settings })).code).toBe(0)
    expect(await atAdas.out('larder products list')).toContain('soup')
    const members = await atBobs.out('larder orgs members "flat 3"')
    expect(members).toMatch(/ada +owner/)
    expect(members).toMatch(/bob +member/)
  })

  test('when roles change hands, then each command says what is so now', async () => {
    await ada.takeIn(bob)
    expect(await atAdas.out('larder orgs role ada BOB viewer')).toBe(
      'Member "BOB" is viewer now.\n',
    )
    const refused = await atBobs.run(`larder orgs edit ${ada.householdId} --name mine`)
    expect(refused.code).toBe(4)
    expect(refused.stderr).toContain('Your role here is "viewer"')
    expect((await atAdas.run('larder orgs leave ada')).code).toBe(5)
    await atAdas.out('larder orgs hand-over ada bob')
    expect(await atBobs.out('larder orgs list')).toMatch(/ada +household +owner +2/)
    await atBobs.out('larder orgs remove ada ada')
    const gone = await atAdas.run(`larder orgs show ${ada.householdId}`)
    expect(gone.code).toBe(3)
    expect((await atAdas.run('larder freezers list')).stderr).toContain('You are in no household')
    await atAdas.out('larder orgs create household "new home" --time-zone Asia/Tokyo')
    expect(await atAdas.out('larder orgs show "new home" --json')).toContain('"Asia/Tokyo"')
    await atAdas.out('larder orgs delete "new home"')
  })

  test('when somebody is invited by e-mail, then the mail shows the command that accepts', async () => {
    await atAdas.out(`larder orgs invite ada ${bob.email} --role viewer`)
    expect(await atAdas.out('larder orgs invitations ada')).toContain(bob.email)
    const { command, subject } = await larder.mailTo(bob.email)
    expect(subject).toBe('ada invites you to the household "ada"')
    expect(await atBobs.out(command ?? '')).toContain('as viewer')
    expect(await atAdas.out('larder orgs invitations ada --json')).toBe('[]\n')
  })

  test('when an invitation is withdrawn or declined, then it is good for nothing', async () => {
    const token = async () => (await atAdas.out('larder orgs invite ada --link')).trim()
    const [first, second] = [await token(), await token()]
    const [, { id }] = JSON.parse(await atAdas.out('larder orgs invitations ada --json'))
    await atAdas.out(`larder orgs withdraw ${id}`)
    await Shell.open(larder.url).out(`larder orgs decline ${second}`)
    for (const each of [first, second]) {
      expect((await atBobs.run(`larder orgs accept ${each}`)).code).toBe(3)
    }
  })

  test('when one of them has a second household, then --household leads there, also a freezer', async () => {
    await atAdas.out('larder orgs create household hut')
    await atAdas.out('larder freezers create kitchen --boxes 2')
    await atAdas.out(
      'larder products add peas --freezer kitchen --box 1 --type soup --date-in 2020-01-31',
    )
    expect(await atAdas.out('larder freezers list --household hut --json')).toBe('[]\n')
    expect(await atAdas.out('larder freezers move-to KITCHEN Hut')).toMatch(
      /^"kitchen" is in household "Hut" now\.$/m,
    )
    for (const command of ['freezers list', 'products list', 'products due', 'suggest', 'trends']) {
      expect(JSON.parse(await atAdas.out(`larder ${command} --json`))).toEqual([])
      const there = JSON.parse(await atAdas.out(`larder ${command} --household hut --json`))
      expect([command, there.length]).toEqual([command, 1])
    }
    const numbers = await atAdas.out('larder freezers numbers kitchen --household hut')
    expect(numbers).toMatch(/kitchen +1 +2 +1/)
    await atAdas.out('larder export hut.csv --household hut')
    await atAdas.out('larder products list --freezer kitchen --household hut')
    await atAdas.out('larder freezers move-to kitchen ada --household hut')
    expect(await atAdas.out('larder import hut.csv --household hut')).toContain('"kitchen"')
    expect(JSON.parse(await atAdas.out('larder products list --json'))).toHaveLength(1)
    const wrong = await atAdas.run('larder freezers list --household palace')
    expect(wrong).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('There are: ada, hut.'),
    })
  })

  test('when a name means nothing, or two things, then the command says what there is', async () => {
    const unknown = await atAdas.run('larder orgs show "the palace"')
    expect(unknown).toMatchObject({ code: 3, stderr: expect.stringContaining('There are: ada.') })
    await atAdas.out('larder orgs create company ada')
    const twice = await atAdas.run('larder orgs show ada')
    expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining('larder orgs list') })
    expect(await atAdas.out('larder products list --household ada')).toBe('')
    const neither = await atAdas.run('larder orgs invite ada')
    expect(neither).toMatchObject({ code: 2, stderr: expect.stringContaining('--link') })
  })
})
