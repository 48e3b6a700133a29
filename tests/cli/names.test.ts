import { beforeAll, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { Shell } from './shell.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const shell = Shell.open(larder.url)
const [cellar] = [await ada.freezer({ name: 'Céllar' }), await ada.freezer({ name: 'frigo 1' })]

beforeAll(() => shell.logIn(ada))

describe('Given a freezer', () => {
  test.each([`"Céllar"`, 'cellar', 'CELLAR', `${cellar.id}`])(
    'when it is called %s, then it is found',
    async (name) => {
      expect(await shell.json(`larder freezers show ${name}`)).toMatchObject({ id: cellar.id })
    },
  )

  test('when no freezer has the name, then the names there are are said', async () => {
    const { code, stderr } = await shell.run('larder freezers show attic')
    expect([code, stderr]).toEqual([
      3,
      'larder: There is no freezer "attic".\nThere are: Céllar, frigo 1.\n',
    ])
  })

  test('when none is named and there are several, then it has to be said which', async () => {
    const { code, stderr } = await shell.run('larder products add peas --box 1 --type soup')
    expect([code, stderr]).toEqual([2, expect.stringContaining('say which one with --freezer')])
  })

  test('when an archived one has the name too, then the one in use is meant', async () => {
    const { id } = await ada.freezer({ name: 'shed' })
    await shell.out('larder freezers archive shed')
    expect(await shell.json('larder freezers show shed')).toMatchObject({ id })
    const inUse = await ada.freezer({ name: 'shed' })
    expect(await shell.json('larder freezers show shed')).toMatchObject({ id: inUse.id })
    await shell.out(`larder freezers edit ${inUse.id} --name barn`)
    expect(await shell.json('larder freezers restore shed')).toMatchObject({ id })
  })
})

describe('Given a product type', () => {
  test.each(['soup', 'SOUP', 'soupe', '1', '"soupe repas (légume)"', '"SOUPE REPAS (LEGUME)"'])(
    'when it is called %s, then it is found',
    async (type) => {
      const line = `larder products add peas --freezer cellar --box 1 --type ${type}`
      expect(await shell.json(line)).toMatchObject({ typeName: expect.stringMatching(/soup/) })
    },
  )

  test('when nothing has the name, then near ones are said', async () => {
    const line = 'larder products add peas --freezer cellar --box 1 --type soupy'
    expect(await shell.run(line)).toMatchObject({ code: 3 })
    const near = await shell.run(line.replace('soupy', 'prepared'))
    expect(near.stderr).toContain('homemade prepared dish')
  })
})

describe('Given the filters of a list', () => {
  test('when they are put in words, then they find what they say', async () => {
    const bob = await larder.person('bob')
    const his = Shell.open(larder.url)
    await his.logIn(bob)
    const freezer = await bob.freezer()
    const days = ['2024-01-31', '2024-02-29', '2024-03-31']
    for (const [n, dateIn] of days.entries()) {
      await bob.product(freezer, { name: `leek ${n}%`, box: n + 1, dateIn })
    }
    const found = async (options: string) =>
      ((await his.json(`larder products list ${options}`)) as { box: number }[]).map(
        ({ box }) => box,
      )
    expect(await found('--filter box=2')).toEqual([2])
    expect(await found(`--filter 'dateIn<2024-03-01' --filter 'box!=1'`)).toEqual([2])
    expect(await found(`--filter 'name~LEEK' --sort -dateIn`)).toEqual([3, 2, 1])
    expect(await found(`--filter 'name~1%'`)).toEqual([2])
    expect(await found(`--where '{"or":[{"box":{"eq":1}},{"box":{"gte":3}}]}'`)).toEqual([1, 3])
    expect(await found('--filter bestBefore=none')).toEqual([])
  })

  test.each(['colour=red', 'box~1', 'box=one', 'bestBefore<none', 'box'])(
    'when "%s" makes no sense, then it is refused before anybody is asked',
    async (filter) => {
      const line = `larder products list --filter '${filter}' --url http://127.0.0.1:1`
      expect(await shell.run(line)).toMatchObject({ code: 2, stdout: '' })
    },
  )
})
