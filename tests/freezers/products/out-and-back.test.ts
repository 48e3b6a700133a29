import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()
let ada: Person
let freezer: { id: number }
let product: Awaited<ReturnType<Person['product']>>
let products: Person['larder']['freezers']['products']

beforeEach(async () => {
  ada ??= await larder.person('ada')
  products = ada.larder.freezers.products
  freezer = await ada.freezer({ boxes: 3 })
  product = await ada.product(freezer, { number: 2, dateIn: '2024-03-10' })
})

describe('Given a product inside', () => {
  test.for(['eaten', 'given away', 'discarded'] as const)(
    'when it is taken out because it is %s, then that is known',
    async (reason) => {
      const out = await products.takeOut({ id: product.id, reason, dateOut: '2024-03-12' })
      const left = { inside: false, dateOut: '2024-03-12', outReason: reason }
      expect(out).toEqual({ ...product, ...left })
    },
  )

  test('when no reason is given, then it was eaten', async () => {
    expect((await products.takeOut({ id: product.id })).outReason).toBe('eaten')
  })

  test('when another reason is given, then it is refused', async () => {
    const taking = products.takeOut({ id: product.id, reason: 'stolen' as 'eaten' })
    await expect(taking).rejects.toMatchObject({ reason: 'INVALID_INPUT' })
  })

  test('when it is put back, then it is inside already', async () => {
    const details = { productId: product.id, box: 1, number: 2 }
    const putting = products.putBack({ id: product.id })
    await expect(putting).rejects.toMatchObject({ reason: 'PRODUCT_STILL_INSIDE', details })
  })

  test('when it is deleted as a mistake, then it is gone', async () => {
    expect(await products.delete({ id: product.id })).toEqual({ done: true })
    const refusal = { reason: 'NOT_FOUND', details: { what: 'product', id: product.id } }
    await expect(products.get({ id: product.id })).rejects.toMatchObject(refusal)
    await expect(products.delete({ id: product.id })).rejects.toMatchObject(refusal)
    expect((await products.list({ freezerId: freezer.id })).items).toEqual([])
  })
})

describe('Given a product outside', () => {
  beforeEach(async () => {
    await products.takeOut({ id: product.id, dateOut: '2024-03-12' })
  })

  test('when it is taken out again, then it is out already, and they hear since when', async () => {
    const details = { productId: product.id, since: '2024-03-12' }
    const taking = products.takeOut({ id: product.id })
    await expect(taking).rejects.toMatchObject({ reason: 'PRODUCT_ALREADY_OUT', details })
  })

  test('when it is put back, then it has its old number again', async () => {
    expect(await products.putBack({ id: product.id })).toEqual(product)
  })

  test('when its old number is taken meanwhile, then it gets the lowest free one', async () => {
    for (const number of [1, 2, 4]) await ada.product(freezer, { number })
    expect(await products.putBack({ id: product.id })).toEqual({ ...product, number: 3 })
  })

  test('when it is put into another box, then it gets the lowest free number there', async () => {
    await ada.product(freezer, { box: 3 })
    const back = await products.putBack({ id: product.id, box: 3 })
    expect(back).toEqual({ ...product, box: 3, number: 2 })
    await products.takeOut({ id: product.id })
    expect((await products.putBack({ id: product.id, box: 2 })).number).toBe(1)
  })

  test('when a number is asked for, then it gets that one or hears who has it', async () => {
    const { id: productId } = await ada.product(freezer, { number: 5 })
    const details = { box: 1, number: 5, productId, nextFree: 1 }
    const putting = products.putBack({ id: product.id, number: 5 })
    await expect(putting).rejects.toMatchObject({ reason: 'NUMBER_TAKEN', details })
    expect((await products.putBack({ id: product.id, number: 6 })).number).toBe(6)
  })

  test('when its box is gone, then it needs another', async () => {
    const { id } = await ada.product(freezer, { box: 3 })
    await products.takeOut({ id })
    await ada.larder.freezers.edit({ id: freezer.id, boxes: 2 })
    const refusal = { reason: 'BOX_MISSING', details: { box: 3, boxes: 2 } }
    await expect(products.putBack({ id })).rejects.toMatchObject(refusal)
    expect((await products.putBack({ id, box: 2 })).box).toBe(2)
  })

  test('when it is deleted as a mistake, then it is gone from the list of what left', async () => {
    await products.delete({ id: product.id })
    expect((await products.list({ freezerId: freezer.id, inside: false })).items).toEqual([])
  })
})
