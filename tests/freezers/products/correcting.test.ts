import { beforeEach, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()
let ada: Person
let freezer: { id: number; name: string }
let products: Person['larder']['freezers']['products']

beforeEach(async () => {
  ada ??= await larder.person('ada')
  products = ada.larder.freezers.products
  freezer = await ada.freezer()
})

test('a product is what was said of it', async () => {
  const said = {
    name: 'lentil soup',
    description: 'with carrots\nand a “little” salt',
    typeId: 3,
    quantity: 4,
    dateIn: '2024-03-10',
    periodMonths: 2,
    box: 2,
    number: 9,
  }
  const product = await ada.product(freezer, said)
  expect(product).toEqual({
    ...said,
    id: product.id,
    freezerId: freezer.id,
    freezerName: freezer.name,
    typeName: 'meal soup (vegetable)',
    bestBefore: '2024-05-10',
    inside: true,
    dateOut: null,
    outReason: null,
  })
  expect(await products.get({ id: product.id })).toEqual(product)
})

test('what is not said is: no description, for one person', async () => {
  expect(await ada.product(freezer)).toMatchObject({ description: '', quantity: 1 })
})

test.for([
  { name: 'pea soup' },
  { description: 'green' },
  { quantity: 8 },
  { typeId: 2, typeName: 'meal soup' },
  { dateIn: '2024-03-09', bestBefore: '2024-05-09' },
  { periodMonths: 3, bestBefore: '2024-06-10' },
])('when it is corrected to %o, then nothing else changes', async (expected) => {
  const product = await ada.product(freezer, { dateIn: '2024-03-10', periodMonths: 2 })
  const {
    typeName: _,
    bestBefore: __,
    ...correction
  } = { typeName: '', bestBefore: '', ...expected }
  const corrected = await products.edit({ id: product.id, ...correction })
  expect(corrected).toEqual({ ...product, ...expected })
})

test('when its type is corrected, then its period stays what it was', async () => {
  const soup = await ada.product(freezer, { typeId: 1 })
  expect((await products.edit({ id: soup.id, typeId: 6 })).periodMonths).toBe(soup.periodMonths)
})

test('what is outside can be corrected too', async () => {
  const { id } = await ada.product(freezer)
  const out = await products.takeOut({ id })
  expect(await products.edit({ id, name: 'leeks' })).toEqual({ ...out, name: 'leeks' })
})

test('when there is no such type, then neither adding nor correcting works', async () => {
  const refusal = { reason: 'NOT_FOUND', details: { what: 'product type', id: 9999 } }
  await expect(ada.product(freezer, { typeId: 9999 })).rejects.toMatchObject(refusal)
  const product = await ada.product(freezer)
  await expect(products.edit({ id: product.id, typeId: 9999 })).rejects.toMatchObject(refusal)
  expect(await products.get({ id: product.id })).toEqual(product)
})

test.for([
  { name: '' },
  { name: '  ' },
  { name: 'x'.repeat(121) },
  { name: 'two\nlines' },
  { description: 'x'.repeat(2001) },
  { description: 'bell\u0007' },
  { quantity: 0 },
  { quantity: 101 },
  { quantity: 0.5 },
])('a product cannot have %o', async (wrong) => {
  const refusal = {
    reason: 'INVALID_INPUT',
    details: { issues: [{ path: Object.keys(wrong)[0] }] },
  }
  await expect(ada.product(freezer, wrong)).rejects.toMatchObject(refusal)
  const { id } = await ada.product(freezer)
  await expect(products.edit({ id, ...wrong })).rejects.toMatchObject(refusal)
})
