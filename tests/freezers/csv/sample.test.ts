import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { dumpKept, startLarder } from '#harness'

const larder = await startLarder()
const sample = new URL('../../../docs/examples/sample-inventory.csv', import.meta.url)
const csv = await readFile(sample, 'utf8')

test('the sample brings one freezer with 10 products inside and one that left', async () => {
  const ada = await larder.person('ada')
  expect(await ada.larder.freezers.importCsv({ csv })).toEqual({
    dryRun: false,
    products: 11,
    inside: 10,
    outside: 1,
    freezersCreated: ['frigo 1'],
  })
  const [freezer] = (await ada.larder.freezers.list()).items
  expect(freezer).toMatchObject({ name: 'frigo 1', boxes: 4, productsInside: 10 })
  const { items } = await ada.larder.freezers.products.list()
  expect(items).toHaveLength(11)
  expect(items.find(({ name }) => name === 'Soupe de Noël')).toMatchObject({
    box: 1,
    number: 4,
    description: 'Soupe à base de tomates, brocoli et poisson',
    typeName: 'soup',
    dateIn: '2017-12-26',
    periodMonths: 6,
    bestBefore: '2018-06-26',
    quantity: 4,
    inside: true,
  })
  const [left] = items.filter(({ inside }) => !inside)
  expect(left).toMatchObject({ name: 'glace vanille', dateOut: '2017-03-02', outReason: null })
})

test('what was imported is history, product by product', async () => {
  const ada = await larder.person('ada')
  await ada.larder.freezers.importCsv({ csv })
  const [freezer] = (await ada.larder.freezers.list()).items
  const { items } = await ada.larder.freezers.history.list({ freezerId: freezer?.id ?? 0 })
  const types = items.map(({ type }) => type)
  expect(types).toEqual([...Array(11).fill('ProductAdded'), 'FreezerCreated'])
})

test('the export of the sample is the sample, box after box', async () => {
  const ada = await larder.person('ada')
  await ada.larder.freezers.importCsv({ csv })
  const exported = await ada.larder.freezers.exportCsv()
  expect(exported.products).toBe(11)
  expect(linesOf(exported.csv).toSorted()).toEqual(linesOf(csv).toSorted())
  const boxes = linesOf(exported.csv)
    .slice(1)
    .map((line) => line.split(',')[2])
  expect(boxes).toEqual(boxes.toSorted())
})

test('a dry run answers the same and changes nothing', async () => {
  const ada = await larder.person('ada')
  const before = await dumpKept(larder.database)
  const dry = await ada.larder.freezers.importCsv({ csv, dryRun: true })
  expect(await dumpKept(larder.database)).toEqual(before)
  const wet = await ada.larder.freezers.importCsv({ csv })
  expect(dry).toEqual({ ...wet, dryRun: true })
})

test('importing the sample twice is refused: its numbers are taken', async () => {
  const ada = await larder.person('ada')
  await ada.larder.freezers.importCsv({ csv })
  const again = ada.larder.freezers.importCsv({ csv })
  const [, ...inside] = Array.from({ length: 11 }, (_, index) => ({ row: index + 2 }))
  await expect(again).rejects.toMatchObject({ reason: 'IMPORT_REFUSED', details: { rows: inside } })
})

function linesOf(text: string): string[] {
  return text.trim().split('\n')
}
