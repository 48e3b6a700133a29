import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()

describe('Given a product in box 1 with number 1', () => {
  let ada: Person
  let freezer: { id: number; name: string }
  let product: Awaited<ReturnType<Person['product']>>
  let move: Person['larder']['freezers']['products']['move']

  beforeEach(async () => {
    ada ??= await larder.person('ada')
    freezer = await ada.freezer({ boxes: 3 })
    product = await ada.product(freezer)
    move = ada.larder.freezers.products.move
  })

  test('when it is moved to another box, then it gets the lowest free number there', async () => {
    await ada.product(freezer, { box: 2 })
    await ada.product(freezer, { box: 2, number: 3 })
    const moved = await move({ id: product.id, box: 2 })
    expect(moved).toEqual({ ...product, box: 2, number: 2 })
    expect((await ada.product(freezer)).number).toBe(1)
  })

  test('when it is moved to another freezer, then nothing else about it changes', async () => {
    const other = await ada.freezer()
    const moved = await move({ id: product.id, freezerId: other.id, box: 5, number: 8 })
    const there = { freezerId: other.id, freezerName: other.name, box: 5, number: 8 }
    expect(moved).toEqual({ ...product, ...there })
    expect(await ada.larder.freezers.products.get({ id: product.id })).toEqual(moved)
  })

  test('when it gets another number in its box, then that is a move too', async () => {
    expect((await move({ id: product.id, box: 1, number: 7 })).number).toBe(7)
  })

  test('when it is moved to where it is, then it keeps its number and nothing happened', async () => {
    expect(await move({ id: product.id, box: 1 })).toEqual(product)
    expect(await move({ id: product.id, box: 1, number: 1 })).toEqual(product)
    const { items } = await ada.larder.freezers.history.list({ freezerId: freezer.id })
    expect(items.map(({ type }) => type)).not.toContain('ProductMoved')
  })

  test('when the number there is taken, then it stays where it is', async () => {
    const { id: productId } = await ada.product(freezer, { box: 2 })
    const details = { box: 2, number: 1, productId, nextFree: 2 }
    const moving = move({ id: product.id, box: 2, number: 1 })
    await expect(moving).rejects.toMatchObject({ reason: 'NUMBER_TAKEN', details })
    expect(await ada.larder.freezers.products.get({ id: product.id })).toEqual(product)
  })

  test('when the box does not exist there, then it is refused with the boxes that do', async () => {
    const other = await ada.freezer({ boxes: 2 })
    const moving = move({ id: product.id, freezerId: other.id, box: 3 })
    const refusal = { reason: 'BOX_MISSING', details: { box: 3, boxes: 2 } }
    await expect(moving).rejects.toMatchObject(refusal)
  })

  test('when it is out, then it cannot be moved', async () => {
    const { dateOut: since } = await ada.larder.freezers.products.takeOut({ id: product.id })
    const details = { productId: product.id, since }
    const moving = move({ id: product.id, box: 2 })
    await expect(moving).rejects.toMatchObject({ reason: 'PRODUCT_ALREADY_OUT', details })
  })

  test('when the freezer is another household’s, then there is none, also to a member of both', async () => {
    const bob = await larder.person('bob')
    const theirs = await bob.freezer()
    const details = { what: 'freezer', id: theirs.id }
    const moving = () => move({ id: product.id, freezerId: theirs.id, box: 1 })
    await expect(moving()).rejects.toMatchObject({ reason: 'NOT_FOUND', details })
    await bob.takeIn(ada)
    await expect(moving()).rejects.toMatchObject({ reason: 'NOT_FOUND', details })
  })

  test('when it is another household’s, then there is no such product', async () => {
    const bob = await larder.person('bob')
    const refusal = { reason: 'NOT_FOUND', details: { what: 'product', id: product.id } }
    const { id } = product
    const { get, edit, move, takeOut, putBack, delete: remove } = bob.larder.freezers.products
    for (const attempt of [get, edit, takeOut, putBack, remove]) {
      await expect(attempt({ id })).rejects.toMatchObject(refusal)
    }
    await expect(move({ id, box: 2 })).rejects.toMatchObject(refusal)
  })
})
