import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { fileOf, header } from './file-of.ts'

const larder = await startLarder()
let ada: Person

beforeEach(async () => {
  ada = await larder.person('ada')
})

describe('Numbers', () => {
  test('that are left out are the lowest free ones, after those that are written down', async () => {
    await load(
      fileOf(
        { product: 'a' },
        { product: 'b', number: '1' },
        { product: 'c' },
        { product: 'd', number: '3' },
        { product: 'e', box: '2' },
      ),
    )
    expect(await numbers()).toEqual({ a: 2, b: 1, c: 4, d: 3, e: 1 })
  })

  test('that are taken already are left alone', async () => {
    const freezer = await ada.freezer({ name: 'frigo', boxes: 4 })
    await ada.product(freezer, { name: 'old', number: 2 })
    await load(fileOf({ product: 'a' }, { product: 'b' }))
    expect(await numbers()).toEqual({ old: 2, a: 1, b: 3 })
  })

  test('of what has left are free for others', async () => {
    const left = { date_out: '2024-02-01' }
    await load(
      fileOf({ product: 'a', ...left, number: '1' }, { product: 'b', ...left }, { product: 'c' }),
    )
    expect(await numbers()).toEqual({ a: 1, b: 1, c: 1 })
  })
})

describe('Freezers', () => {
  test('that are missing are created once, whatever the capitals and accents', async () => {
    const rows = [
      { freezer: 'Été' },
      { freezer: 'ete', boxes: '' },
      { freezer: 'cave', boxes: '2' },
    ]
    const { freezersCreated } = await load(fileOf(...rows))
    expect(freezersCreated).toEqual(['Été', 'cave'])
    const { items } = await ada.larder.freezers.list()
    expect(items).toMatchObject([
      { name: 'Été', boxes: 4, productsInside: 2 },
      { name: 'cave', boxes: 2, productsInside: 1 },
    ])
  })

  test('that are there are used, and keep their boxes', async () => {
    const freezer = await ada.freezer({ name: 'Frigo', boxes: 9 })
    expect((await load(fileOf({ box: '9' }))).freezersCreated).toEqual([])
    const [only, ...more] = (await ada.larder.freezers.list()).items
    expect(more).toEqual([])
    expect(only).toEqual({ ...freezer, productsInside: 1 })
  })

  test('that are archived take nothing in: another one of that name is created', async () => {
    const { id } = await ada.freezer({ name: 'frigo' })
    await ada.larder.freezers.archive({ id })
    expect((await load(fileOf({}))).freezersCreated).toEqual(['frigo'])
  })
})

describe('Cells', () => {
  test('that are empty take what is usual', async () => {
    await load(fileOf({ type: 'red meat' }))
    const [product] = (await ada.larder.freezers.products.list()).items
    expect(product).toMatchObject({ periodMonths: 12, bestBefore: '2025-01-31', quantity: 1 })
  })

  test('that say "never" keep for ever', async () => {
    await load(fileOf({ type: 'soup', period_months: 'never' }))
    const [product] = (await ada.larder.freezers.products.list()).items
    expect(product).toMatchObject({ periodMonths: null, bestBefore: null })
  })

  test('name types in any language, whatever the capitals and accents', async () => {
    await load(fileOf({ type: 'Ice Cubes' }, { type: 'glacons' }, { type: 'GLAÇONS' }))
    const { items } = await ada.larder.freezers.products.list()
    expect(items.map(({ typeName }) => typeName)).toEqual(Array(3).fill('ice cubes'))
  })

  test('name types in the language of the account first', async () => {
    const admin = await larder.person('admin', { accountRole: 'admin' })
    const { types } = admin.larder.freezers
    const bun = await types.add({ names: { en: 'bun', fr: 'petit pain' }, usualMonths: null })
    const chignon = await types.add({ names: { en: 'chignon', fr: 'bun' }, usualMonths: null })
    await load(fileOf({ type: 'bun' }))
    expect((await ada.larder.freezers.products.list()).items[0]?.typeId).toBe(bun.id)
    ada = await larder.person('ada', { language: 'fr' })
    await load(fileOf({ type: 'bun' }))
    expect((await ada.larder.freezers.products.list()).items[0]?.typeId).toBe(chignon.id)
  })
})

describe('Files', () => {
  const plain = fileOf({ product: 'a' }, { product: 'b', quantity: '2' })
  const quoted = plain.replace(/[^,\n]+/g, '"$&"')

  test.for<[string, string]>([
    ['with semicolons', plain.replaceAll(',', ';')],
    ['with tabs', plain.replaceAll(',', '\t')],
    ['with a byte order mark', `\ufeff${plain}`],
    ['with Windows line ends', plain.replaceAll('\n', '\r\n')],
    ['of a spreadsheet', `\ufeff${quoted.replaceAll(',', ';').replaceAll('\n', '\r\n')}\r\n`],
    ['with empty rows', plain.replaceAll('\n', '\n\n,,,,,,,,,,\n')],
    ['with a line end at the end', `${plain}\n`],
    ['with a header in capitals', plain.replace(header, header.toUpperCase())],
    ['with quotes around everything', quoted],
    ['with spaces around cells', plain.replaceAll(',', ' , ')],
    [
      'with a column of their own',
      plain.replaceAll('\n', ',x\n').concat(',x').replace(',x', ',notes'),
    ],
  ])('%s are read alike', async ([, csv]) => {
    expect(await load(csv)).toMatchObject({ products: 2, inside: 2, freezersCreated: ['frigo'] })
    const { items } = await ada.larder.freezers.products.list()
    expect(items).toMatchObject([
      { name: 'a', quantity: 1, number: 1 },
      { name: 'b', quantity: 2, number: 2 },
    ])
  })

  test('may hold their columns in any order', async () => {
    const reversed = plain.split('\n').map((line) => line.split(',').reverse().join(','))
    expect((await load(reversed.join('\n'))).products).toBe(2)
  })

  test('may hold line breaks, separators and quotes in quotes', async () => {
    await load(fileOf({ description: '"one\n""two"", three;\tfour"' }))
    const [product] = (await ada.larder.freezers.products.list()).items
    expect(product?.description).toBe('one\n"two", three;\tfour')
  })

  test('may hold 5,000 rows and no more', async () => {
    const csv = fileOf(...Array(5000).fill({ date_out: '2024-02-01' }))
    expect((await load(csv, { dryRun: true })).outside).toBe(5000)
    const refusal = { reason: 'IMPORT_REFUSED', details: { rows: [{ row: 5002 }] } }
    await expect(load(`${csv}\n${csv.split('\n').at(-1)}`)).rejects.toMatchObject(refusal)
  })
})

function load(csv: string, options: { dryRun?: boolean } = {}) {
  return ada.larder.freezers.importCsv({ csv, ...options })
}

async function numbers(): Promise<Record<string, number>> {
  const { items } = await ada.larder.freezers.products.list()
  return Object.fromEntries(items.map(({ name, number }) => [name, number]))
}
