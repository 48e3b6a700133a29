import type { RouterOutputs } from '@larder/sdk'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { header } from './file-of.ts'

type Product = RouterOutputs['freezers']['products']['list']['items'][number]

const larder = await startLarder()

describe('What is exported and imported into an empty household', () => {
  test('is the same, whatever was written down', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyProduct, { minLength: 1, maxLength: 10 }), async (products) => {
        const ada = await larder.person('ada')
        const freezer = await ada.freezer({ boxes: 2 })
        for (const { dateOut, ...product } of products) {
          const { id } = await ada.product(freezer, product)
          if (dateOut) await ada.larder.freezers.products.takeOut({ id, dateOut })
        }
        const bob = await carriedOver(ada)
        expect(await kept(bob)).toEqual(await kept(ada))
      }),
      { numRuns: Number(process.env['RUNS'] ?? 12), interruptAfterTimeLimit: 30_000 },
    )
  })

  test.for(['  indented', 'ends in a space ', '\ttab', 'two\nlines\n', 'Mac line\r', ' '])(
    'is the same, down to the spaces around it: %j',
    async (description) => {
      const ada = await larder.person('ada')
      await ada.product(await ada.freezer(), { description })
      expect(await kept(await carriedOver(ada))).toEqual(await kept(ada))
    },
  )

  test('is the same in French', async () => {
    const ada = await larder.person('ada', { language: 'fr' })
    await ada.product(await ada.freezer({ name: 'congélo' }), { typeId: 3 })
    const { csv } = await ada.larder.freezers.exportCsv()
    expect(csv).toContain('soupe repas (légume)')
    expect(await kept(await carriedOver(ada, { language: 'fr' }))).toEqual(await kept(ada))
  })

  test('is the same when a freezer has shrunk since something left it', async () => {
    const ada = await larder.person('ada')
    const freezer = await ada.freezer({ boxes: 3 })
    const { id } = await ada.product(freezer, { box: 3 })
    await ada.larder.freezers.products.takeOut({ id })
    await ada.larder.freezers.edit({ id: freezer.id, boxes: 2 })
    expect(await kept(await carriedOver(ada))).toEqual(await kept(ada))
  })
})

describe('What is exported of freezers that have the name of an archived one', () => {
  test('is imported into as many, of which each has what it had', async () => {
    const ada = await larder.person('ada')
    const old = await archived(ada, 'garage', 6)
    const older = await archived(ada, 'Garage', 2)
    const freezer = await ada.freezer({ name: 'garage', boxes: 4 })
    await ada.product(freezer, { number: 1 })
    const other = await ada.freezer({ name: `garage (#${old.id})` })
    await ada.product(other)
    const names = [
      `garage (#${old.id}, 2)`,
      `Garage (#${older.id})`,
      'garage',
      `garage (#${old.id})`,
    ]
    const bob = await carriedOver(ada)
    expect((await kept(bob)).map(withoutFreezer)).toEqual((await kept(ada)).map(withoutFreezer))
    const { items } = await bob.larder.freezers.list()
    expect(items.map(({ name, boxes }) => [name, boxes])).toEqual(
      [6, 2, 4, 5].map((boxes, index) => [names[index], boxes]),
    )
  })

  test('has a name that may be imported, however long it was', async () => {
    const ada = await larder.person('ada')
    for (const name of ['x'.repeat(80), '😀'.repeat(40)]) {
      await archived(ada, name, 3)
      await ada.product(await ada.freezer({ name }))
    }
    const bob = await carriedOver(ada)
    expect((await bob.larder.freezers.list()).items).toHaveLength(4)
  })

  test('keeps its name when no other has it', async () => {
    const ada = await larder.person('ada')
    await archived(ada, 'garage', 3)
    const bob = await carriedOver(ada)
    expect(await kept(bob)).toEqual(await kept(ada))
  })

  async function archived(person: Person, name: string, boxes: number): Promise<{ id: number }> {
    const freezer = await person.freezer({ name, boxes })
    await person.product(freezer, { number: 1 })
    return person.larder.freezers.archive({ id: freezer.id })
  }

  function withoutFreezer({ freezerName, ...rest }: Kept): object {
    return rest
  }
})

describe('An export', () => {
  test('holds the household’s products, or those of one freezer, inside or outside', async () => {
    const ada = await larder.person('ada')
    const [first, second] = [await ada.freezer({ name: 'a' }), await ada.freezer({ name: 'b' })]
    await ada.product(first, { name: 'peas' })
    const { id } = await ada.product(first, { name: 'leeks' })
    await ada.larder.freezers.products.takeOut({ id })
    await ada.product(second, { name: 'beans' })
    const { exportCsv } = ada.larder.freezers
    expect(await namesIn(exportCsv())).toEqual(['peas', 'leeks', 'beans'])
    expect(await namesIn(exportCsv({ freezerId: first.id }))).toEqual(['peas', 'leeks'])
    expect(await namesIn(exportCsv({ inside: true }))).toEqual(['peas', 'beans'])
    expect(await namesIn(exportCsv({ freezerId: first.id, inside: false }))).toEqual(['leeks'])
    const bob = await larder.person('bob')
    expect(await bob.larder.freezers.exportCsv()).toEqual({ csv: `${header}\n`, products: 0 })
    const theirs = bob.larder.freezers.exportCsv({ freezerId: first.id })
    await expect(theirs).rejects.toMatchObject({ reason: 'NOT_FOUND', details: { id: first.id } })
  })

  test('holds more products than a page', async () => {
    const ada = await larder.person('ada')
    const row = 'frigo,1,1,,peas,,soup,2024-01-31,,,'
    const csv = [header, ...Array(450).fill(row)].join('\n')
    await ada.larder.freezers.importCsv({ csv })
    const exported = await ada.larder.freezers.exportCsv()
    expect(exported.products).toBe(450)
    const numbers = exported.csv
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[3]))
    expect(numbers).toEqual(Array.from({ length: 450 }, (_, index) => index + 1))
  })

  test.for([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    "'=1+1",
    '\t=1+1',
    '\r=1+1',
    '=HYPERLINK("http://example.org","x")',
  ])('never holds a cell that a spreadsheet would run: %j', async (formula) => {
    const ada = await larder.person('ada')
    const name = formula.trim()
    await ada.product(await ada.freezer({ name }), { name, description: formula })
    const { csv } = await ada.larder.freezers.exportCsv()
    expect(csv).not.toMatch(/(^|[,\n])"?[=+\-@\t\r]/)
    expect(await kept(await carriedOver(ada))).toEqual(await kept(ada))
  })
})

/** Letters, and everything that means something to CSV, to spreadsheets or to engines. */
const nasty = fc.constantFrom(
  ...[
    '=',
    '+',
    '-',
    '@',
    "'",
    '"',
    ',',
    ';',
    '|',
    '\\',
    ' ',
    'a',
    'É',
    '😀',
    '0',
    'never',
    '\ufeff',
  ],
)
const nastyLines = fc.oneof(
  { weight: 4, arbitrary: nasty },
  fc.constantFrom('\t', '\n', '\r', '\r\n'),
)

const anyProduct = fc
  .record({
    name: fc.array(nasty, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
    description: fc.array(nastyLines, { maxLength: 8 }).map((parts) => parts.join('')),
    typeId: fc.integer({ min: 1, max: 27 }),
    box: fc.integer({ min: 1, max: 2 }),
    quantity: fc.integer({ min: 1, max: 100 }),
    dateIn: fc.constantFrom('1900-01-01', '2024-02-29', '2024-03-01'),
    dateOut: fc.option(fc.constantFrom('2024-03-01', '2024-03-02')),
    periodMonths: fc.option(fc.integer({ min: 1, max: 120 })),
  })
  .filter(({ name }) => name.trim() !== '')

/** Somebody new who has imported what this person exports. */
async function carriedOver(person: Person, options: { language?: 'fr' } = {}): Promise<Person> {
  const newcomer = await larder.person('newcomer', options)
  const { csv } = await person.larder.freezers.exportCsv()
  await newcomer.larder.freezers.importCsv({ csv })
  return newcomer
}

/** All that is known of a household's products, but for what only the database knows. */
async function kept(person: Person): Promise<Kept[]> {
  const { items } = await person.larder.freezers.products.list({ limit: 200 })
  return items.map(({ id, freezerId, outReason, ...rest }) => rest)
}

type Kept = Omit<Product, 'id' | 'freezerId' | 'outReason'>

async function namesIn(exporting: Promise<{ csv: string }>): Promise<string[]> {
  const [, ...rows] = (await exporting).csv.trim().split('\n')
  return rows.map((row) => row.split(',')[4] ?? '')
}
