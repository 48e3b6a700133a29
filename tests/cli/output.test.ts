import { beforeAll, describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { Shell } from './shell.ts'

const larder = await startLarder()
const ada = await larder.person('ada', { displayName: 'Ada' })
const shell = Shell.open(larder.url)
const freezer = await ada.freezer({ name: 'cellar', boxes: 3 })

beforeAll(async () => {
  await shell.logIn(ada)
  const facts = { dateIn: '2024-01-31', periodMonths: 1, box: 2, quantity: 4 }
  await ada.product(freezer, { name: 'leek soup', ...facts })
  const { id } = await ada.product(freezer, { name: 'peas' })
  await ada.larder.freezers.products.takeOut({ id })
})

const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/)
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

const soup = {
  id: expect.any(Number),
  freezerId: freezer.id,
  freezerName: 'cellar',
  box: 2,
  number: 1,
  name: 'leek soup',
  description: '',
  typeId: 1,
  typeName: 'soup',
  quantity: 4,
  dateIn: '2024-01-31',
  periodMonths: 1,
  bestBefore: '2024-02-29',
  inside: true,
  dateOut: null,
  outReason: null,
}

const cellar = {
  ...{ id: freezer.id, householdId: ada.householdId, name: 'cellar', boxes: 3, productsInside: 1 },
  ...{ createdAt: instant, archivedAt: null },
}

describe('Given a place whose clocks are far from those of the server', () => {
  test.each([
    ['Pacific/Kiritimati', 14],
    ['Etc/GMT+12', -12],
  ])('when somebody in %s looks at a table, then its days are theirs', async (TZ, hoursAhead) => {
    const [{ createdAt = '' } = {}] = (await ada.larder.freezers.list({})).items
    const there = new Date(Date.parse(createdAt) + hoursAhead * 3_600_000).toISOString()
    const { stdout } = await shell.run('larder freezers list', { settings: { TZ } })
    expect(stdout).toContain(there.slice(0, 10))
  })
})

describe('Given --json', () => {
  test.each([
    ['larder products list', [soup]],
    ['larder products list --outside', [{ ...soup, ...out() }]],
    ['larder products show 1', soup],
    ['larder products due', [{ ...soup, daysLeft: expect.any(Number) }]],
    ['larder suggest', [{ ...soup, daysLeft: expect.any(Number), reason: expect.any(String) }]],
    ['larder freezers list', [cellar]],
    ['larder freezers show cellar', cellar],
    ['larder freezers list --archived', []],
    ['larder freezers numbers', Array(3).fill(expect.objectContaining({ freezerId: freezer.id }))],
    ['larder trends', [{ typeId: 1, typeName: 'soup', count: 2, lastOut: day }]],
    ['larder trends --general', [{ typeId: 1, typeName: 'soup', count: 2 }]],
    ['larder tokens list', []],
  ])(
    'when "%s" is asked, then it prints the data of the API and nothing else',
    async (line, data) => {
      expect(await shell.json(line)).toEqual(data)
    },
  )

  test('when something is changed, then what was changed is printed', async () => {
    const line = 'larder products add "green beans" --box 3 --type "white meat"'
    const beans = { name: 'green beans', box: 3, number: 1, quantity: 1, inside: true }
    expect(await shell.json(line)).toMatchObject(beans)
    const { id } = (await shell.json('larder products show 3')) as { id: number }
    expect(await shell.json(`larder products delete ${id}`)).toEqual({ done: true })
  })

  test('when the history is asked, then every event has its type, time, author and words', async () => {
    const [latest] = (await shell.json('larder freezers history cellar --limit 1')) as object[]
    expect(latest).toEqual({
      id: expect.any(Number),
      type: 'ProductDeleted',
      payload: expect.any(Object),
      at: instant,
      by: { accountId: ada.accountId, displayName: 'Ada' },
      undoneBy: null,
      text: expect.stringContaining('green beans'),
    })
  })

  test('when somebody asks who they are, then also where', async () => {
    expect(await shell.json('larder whoami')).toMatchObject({
      ...{ id: ada.accountId, email: ada.email, scopes: ['*'] },
      ...{ url: larder.url, profile: 'default' },
    })
  })

  test('when it goes wrong, then the error is one JSON object on standard error', async () => {
    const { code, stdout, stderr } = await shell.run(
      'larder freezers create cellar --boxes 1 --json',
    )
    expect([code, stdout]).toEqual([5, ''])
    expect(JSON.parse(stderr)).toEqual({
      error: {
        exitCode: 5,
        message: 'There is already a freezer named "cellar". Choose another name.',
        hint: null,
        reason: 'FREEZER_NAME_TAKEN',
        details: { name: 'cellar' },
        requestId: expect.stringMatching(/^[\w-]{36}$/),
      },
    })
  })

  test('when it goes wrong before anybody is asked, then it has no reason', async () => {
    const { code, stderr } = await shell.run('larder freezers create cellar --boxes x --json')
    expect(JSON.parse(stderr)).toMatchObject({ error: { exitCode: code, reason: null } })
  })
})

describe('Given a list for people', () => {
  test('when it is in a pipe, then it is a plain table, and remarks go past it', async () => {
    const { stdout, stderr } = await shell.run('larder products list --both --limit 1')
    const [titles, row] = stdout.split('\n')
    expect(titles?.split(/ {2,}/).slice(0, 5)).toEqual([
      'ID',
      'FREEZER',
      'BOX',
      'NUMBER',
      'PRODUCT',
    ])
    expect(row).toMatch(/^ *\d+ {2}cellar {2,}\d+ +\d+ {2}/)
    expect(stdout).not.toContain('\u001b')
    expect(stderr).toBe(
      'These are the first 1. For more: --limit <count>, or --all.\n' +
        'Best until is about quality, never about safety.\n',
    )
  })

  test('when there is nothing, then nothing is printed, and what to do is said', async () => {
    const { code, stdout, stderr } = await shell.run('larder freezers list --archived')
    expect([code, stdout, stderr]).toEqual([0, '', 'No freezer is archived.\n'])
  })

  test('when a name would command the terminal, then that is made visible', async () => {
    // The server takes no such names; an older one, or somebody else's, might.
    await larder.database.writer
      .updateTable('accounts')
      .set({ display_name: '\u001b[2J\u0007Ada' })
      .where('id', '=', ada.accountId)
      .execute()
    const shown = await shell.out('larder whoami')
    expect(shown).toContain('\ufffd[2J\ufffdAda')
    expect(shown).not.toContain('\u001b')
    expect(shown).not.toContain('\u0007')
  })

  test('when its reader has seen enough, then it ends quietly', async () => {
    const cellar = await ada.freezer({ boxes: 1000 })
    const line = `larder freezers numbers ${cellar.id} | head -1`
    const { stdout, stderr } = await shell.run(line)
    expect(stdout).toMatch(/^FREEZER/)
    expect(stderr).toBe('')
  })

  test('when standard output is closed, then it does not break', async () => {
    const { stderr } = await shell.run('larder freezers list >&-')
    expect(stderr).not.toMatch(/\n {4}at /)
  })
})

function out() {
  const facts = { name: 'peas', box: 1, quantity: 1, inside: false, dateIn: day, dateOut: day }
  return { ...facts, bestBefore: day, periodMonths: expect.any(Number), outReason: 'eaten' }
}

test.each([
  'products list',
  'products show 1',
  'products add peas --freezer cellar --box 1 --type soup',
  'products due',
  'suggest',
  'types list',
])(
  'Given a freezer time in what "larder %s" prints, then it says what it is about',
  async (line) => {
    const { code, stderr } = await shell.run(`larder ${line}`)
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/about quality, (not|never about) safety/),
    ])
  },
)
