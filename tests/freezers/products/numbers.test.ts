import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()
let ada: Person
let freezer: { id: number }
let products: Person['larder']['freezers']['products']

beforeEach(async () => {
  ada ??= await larder.person('ada')
  products = ada.larder.freezers.products
  freezer = await ada.freezer({ boxes: 3 })
})

describe('Given a freezer of 3 boxes', () => {
  test('when something is put into box 3, then it is there; box 4 does not exist', async () => {
    expect((await ada.product(freezer, { box: 3 })).box).toBe(3)
    const refusal = { reason: 'BOX_MISSING', details: { box: 4, boxes: 3 } }
    await expect(ada.product(freezer, { box: 4 })).rejects.toMatchObject(refusal)
  })

  test('when no number is given, then each box counts its own from 1', async () => {
    const numbers = []
    for (const box of [1, 1, 2, 1]) numbers.push((await ada.product(freezer, { box })).number)
    expect(numbers).toEqual([1, 2, 1, 3])
  })

  test('when there are more than 10,000 boxes, then they are asked for freezer by freezer', async () => {
    const eve = await larder.person('eve')
    const freezers = []
    for (let n = 0; n < 11; n++) freezers.push(await eve.freezer({ boxes: 1_000 }))
    const { nextFreeNumbers } = eve.larder.freezers
    await expect(nextFreeNumbers({})).rejects.toMatchObject({
      reason: 'TOO_MANY_BOXES',
      details: { boxes: 11_000, limit: 10_000 },
    })
    expect((await nextFreeNumbers({ freezerId: freezers[0]?.id })).items).toHaveLength(1_000)
  })

  test('when there are gaps, then the lowest is filled first', async () => {
    for (const number of [2, 5, 3]) await ada.product(freezer, { number })
    const filled = []
    for (let n = 0; n < 4; n++) filled.push((await ada.product(freezer)).number)
    expect(filled).toEqual([1, 4, 6, 7])
  })

  test('when the numbers start at 1 and have a gap, then it is filled', async () => {
    for (const number of [1, 2, 4]) await ada.product(freezer, { number })
    expect((await ada.product(freezer)).number).toBe(3)
  })

  test('when a number is taken, then they hear by what, and which is free', async () => {
    await ada.product(freezer, { number: 1 })
    const { id: productId } = await ada.product(freezer, { number: 2 })
    await ada.product(freezer, { number: 4 })
    const details = { box: 1, number: 2, productId, nextFree: 3 }
    const adding = ada.product(freezer, { number: 2 })
    await expect(adding).rejects.toMatchObject({ reason: 'NUMBER_TAKEN', details })
  })

  test('when the same number is wanted in another box or freezer, then it is free there', async () => {
    await ada.product(freezer, { number: 2 })
    expect((await ada.product(freezer, { box: 2, number: 2 })).number).toBe(2)
    expect((await ada.product(await ada.freezer(), { number: 2 })).number).toBe(2)
  })

  test('when what had a number is out or deleted, then the number is used again', async () => {
    const [first, second] = [await ada.product(freezer), await ada.product(freezer)]
    await products.takeOut({ id: first.id })
    await products.delete({ id: second.id })
    const again = [await ada.product(freezer), await ada.product(freezer, { number: 2 })]
    expect(again.map(({ number }) => number)).toEqual([1, 2])
    expect((await products.get({ id: first.id })).number).toBe(1)
  })

  test.for([0, 10_000, 1.5])('when number %d is wanted, then it is refused', async (number) => {
    const refusal = { reason: 'INVALID_INPUT', details: { issues: [{ path: 'number' }] } }
    await expect(ada.product(freezer, { number })).rejects.toMatchObject(refusal)
  })

  test('when two people of the household add at once, then they never get the same', async () => {
    const bob = await larder.person('bob')
    await ada.takeIn(bob)
    for (let round = 0; round < 5; round++) {
      const both = await Promise.all([ada.product(freezer), bob.product(freezer)])
      const numbers = both.map(({ number }) => number).sort((a, b) => a - b)
      expect(numbers).toEqual([2 * round + 1, 2 * round + 2])
    }
  })
})

describe('Given somebody of another household', () => {
  test('when they add to this freezer, then there is none', async () => {
    const bob = await larder.person('bob')
    const refusal = { reason: 'NOT_FOUND', details: { what: 'freezer', id: freezer.id } }
    await expect(bob.product(freezer)).rejects.toMatchObject(refusal)
  })
})

describe('Given a freezer of 4 boxes with gaps in its numbers, an empty one and an archived one', () => {
  let ada: Person
  let full: { id: number; name: string }
  let empty: { id: number; name: string }
  let archived: { id: number; name: string }
  let nextFreeNumbers: Person['larder']['freezers']['nextFreeNumbers']

  beforeAll(async () => {
    ada = await larder.person('ada')
    nextFreeNumbers = ada.larder.freezers.nextFreeNumbers
    full = await ada.freezer({ boxes: 4 })
    empty = await ada.freezer({ boxes: 1 })
    archived = await ada.freezer({ boxes: 1 })
    for (const [box, number] of [
      [1, 1],
      [1, 2],
      [1, 4],
      [2, 2],
      [2, 3],
      [3, 1],
    ] as const) {
      await ada.product(full, { box, number })
    }
    const { id } = await ada.product(full, { box: 1, number: 3 })
    await ada.larder.freezers.products.takeOut({ id })
    await ada.product(archived)
    await ada.larder.freezers.archive({ id: archived.id })
  })

  const inFull = () => [
    { ...placeIn(full, 1), nextFreeNumber: 3, productsInside: 3 },
    { ...placeIn(full, 2), nextFreeNumber: 1, productsInside: 2 },
    { ...placeIn(full, 3), nextFreeNumber: 2, productsInside: 1 },
    { ...placeIn(full, 4), nextFreeNumber: 1, productsInside: 0 },
  ]

  test('then the numbers of every box in use are told, empty ones too', async () => {
    const inEmpty = { ...placeIn(empty, 1), nextFreeNumber: 1, productsInside: 0 }
    expect((await nextFreeNumbers()).items).toEqual([...inFull(), inEmpty])
  })

  test('then those of one freezer are told, also of an archived one', async () => {
    expect((await nextFreeNumbers({ freezerId: full.id })).items).toEqual(inFull())
    const inArchived = { ...placeIn(archived, 1), nextFreeNumber: 2, productsInside: 1 }
    expect((await nextFreeNumbers({ freezerId: archived.id })).items).toEqual([inArchived])
  })

  test('when a product is added without a number, then it gets the one that was told', async () => {
    expect((await ada.product(full, { box: 1 })).number).toBe(3)
    expect((await nextFreeNumbers({ freezerId: full.id })).items[0]?.nextFreeNumber).toBe(5)
  })

  test('when another household asks, then there is nothing to see', async () => {
    const bob = await larder.person('bob')
    expect((await bob.larder.freezers.nextFreeNumbers()).items).toEqual([])
    const asking = bob.larder.freezers.nextFreeNumbers({ freezerId: full.id })
    await expect(asking).rejects.toMatchObject({ reason: 'NOT_FOUND', details: { id: full.id } })
  })

  function placeIn(freezer: { id: number; name: string }, box: number) {
    return { freezerId: freezer.id, freezerName: freezer.name, box }
  }
})
