import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()
let ada: Person
let freezers: Person['larder']['freezers']

beforeAll(async () => {
  ada = await larder.person('ada')
  freezers = ada.larder.freezers
})

describe('Given a household with freezers', () => {
  test('then it lists those in use as they were created, or the archived ones', async () => {
    const bob = await larder.person('bob')
    const [c, a, b] = [
      await bob.freezer({ name: 'c', boxes: 1 }),
      await bob.freezer({ name: 'a', boxes: 2 }),
      await bob.freezer({ name: 'B', boxes: 3 }),
    ]
    const archived = await bob.larder.freezers.archive({ id: a.id })
    const { list } = bob.larder.freezers
    expect(await list()).toEqual({ items: [c, b], nextCursor: null })
    expect((await list({ archived: true })).items).toEqual([archived])
    expect((await list({ sort: [{ by: 'name' }] })).items).toEqual([b, c])
    expect((await list({ where: { boxes: { gte: 3 } }, withTotal: true })).total).toBe(1)
    const first = await list({ limit: 1 })
    expect(first.items).toEqual([c])
    expect((await list({ limit: 1, cursor: first.nextCursor ?? '' })).items).toEqual([b])
  })

  test('when archived ones are listed by name, then they come in that order', async () => {
    const bob = await larder.person('bob')
    for (const name of ['pear', 'Apple', 'quince']) {
      const { id } = await bob.freezer({ name })
      await bob.larder.freezers.archive({ id })
    }
    const archived = { archived: true, sort: [{ by: 'name' as const }] }
    const { items } = await bob.larder.freezers.list(archived)
    expect(items.map(({ name }) => name)).toEqual(['Apple', 'pear', 'quince'])
  })

  test('when somebody of another household asks for one, then there is none', async () => {
    const bob = await larder.person('bob')
    const { id } = await ada.freezer()
    const refusal = { reason: 'NOT_FOUND', details: { what: 'freezer', id } }
    const { get, edit, archive, restore, history } = bob.larder.freezers
    for (const attempt of [get, edit, archive, restore, bob.larder.freezers.delete]) {
      await expect(attempt({ id })).rejects.toMatchObject(refusal)
    }
    await expect(history.list({ freezerId: id })).rejects.toMatchObject(refusal)
    expect((await bob.larder.freezers.list()).items).toEqual([])
  })

  test('then each says how many products are inside', async () => {
    const freezer = await ada.freezer()
    const { id } = await ada.product(freezer)
    await ada.product(freezer, { box: 2 })
    await freezers.products.takeOut({ id })
    expect(await freezers.get({ id: freezer.id })).toEqual({ ...freezer, productsInside: 1 })
  })
})

describe('Given a freezer of 5 boxes with products in boxes 2 and 4', () => {
  let freezer: { id: number }
  let inFour: { id: number }

  beforeAll(async () => {
    freezer = await ada.freezer({ boxes: 5 })
    await ada.product(freezer, { box: 2 })
    inFour = await ada.product(freezer, { box: 4 })
    const { id } = await ada.product(freezer, { box: 5 })
    await freezers.products.takeOut({ id })
  })

  test.for([
    { wanted: 3, boxes: [4] },
    { wanted: 1, boxes: [2, 4] },
  ])(
    'when it is to shrink to $wanted, then boxes $boxes are in the way',
    async ({ wanted, boxes }) => {
      const shrinking = freezers.edit({ id: freezer.id, boxes: wanted })
      const refusal = { reason: 'FREEZER_HAS_OCCUPIED_BOXES', details: { boxes, wanted } }
      await expect(shrinking).rejects.toMatchObject(refusal)
      expect((await freezers.get({ id: freezer.id })).boxes).toBe(5)
    },
  )

  test('when it shrinks to 4, then the empty box is gone; when it grows, there are more', async () => {
    const shrunk = await freezers.edit({ id: freezer.id, boxes: 4 })
    expect(shrunk.boxes).toBe(4)
    const refusal = { reason: 'BOX_MISSING', details: { box: 5, boxes: 4 } }
    await expect(ada.product(freezer, { box: 5 })).rejects.toMatchObject(refusal)
    await freezers.edit({ id: freezer.id, boxes: 6 })
    const { id } = await ada.product(freezer, { box: 6 })
    await freezers.products.takeOut({ id })
  })

  test('when what was in the way is moved, then it can shrink', async () => {
    await freezers.products.move({ id: inFour.id, box: 1 })
    expect((await freezers.edit({ id: freezer.id, boxes: 2 })).boxes).toBe(2)
  })
})

test.for([0, 1001, 1.5])('a freezer cannot have %d boxes', async (boxes) => {
  const refusal = { reason: 'INVALID_INPUT', details: { issues: [{ path: 'boxes' }] } }
  await expect(ada.freezer({ boxes })).rejects.toMatchObject(refusal)
})

describe('Given an archived freezer with a product inside and one outside', () => {
  let freezer: { id: number; name: string }
  let inside: { id: number }
  let outside: { id: number }

  beforeAll(async () => {
    freezer = await ada.freezer()
    inside = await ada.product(freezer)
    outside = await ada.product(freezer)
    await freezers.products.takeOut({ id: outside.id })
    const archived = await freezers.archive({ id: freezer.id })
    expect(archived).toMatchObject({ archivedAt: expect.any(String), productsInside: 1 })
  })

  test('then nothing can be put into it', async () => {
    const details = { freezerId: freezer.id, name: freezer.name }
    const refusal = { reason: 'FREEZER_ARCHIVED', details }
    const { id } = await ada.product(await ada.freezer())
    const { products } = freezers
    for (const attempt of [
      () => ada.product(freezer),
      () => products.move({ id, freezerId: freezer.id, box: 1 }),
      () => products.move({ id: inside.id, box: 2 }),
      () => products.putBack({ id: outside.id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject(refusal)
    }
  })

  test('then what is inside can still leave', async () => {
    const other = await ada.freezer()
    const moved = await freezers.products.move({ id: inside.id, freezerId: other.id, box: 1 })
    expect(moved.freezerId).toBe(other.id)
  })

  test('when it is restored, then it takes products again', async () => {
    expect((await freezers.restore({ id: freezer.id })).archivedAt).toBeNull()
    expect((await ada.product(freezer)).freezerId).toBe(freezer.id)
  })

  test('when it is archived or restored twice, then the second time changes nothing', async () => {
    const once = await freezers.archive({ id: freezer.id })
    expect(await freezers.archive({ id: freezer.id })).toEqual(once)
    const restored = await freezers.restore({ id: freezer.id })
    expect(await freezers.restore({ id: freezer.id })).toEqual(restored)
    const { items } = await freezers.history.list({ freezerId: freezer.id, limit: 3 })
    const expected = ['FreezerRestored', 'FreezerArchived', 'ProductAdded']
    expect(items.map(({ type }) => type)).toEqual(expected)
  })
})

describe('Given a freezer to delete', () => {
  test('when it never held anything, then it is gone', async () => {
    const { id } = await ada.freezer()
    await freezers.edit({ id, boxes: 7 })
    expect(await freezers.delete({ id })).toEqual({ done: true })
    await expect(freezers.get({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })

  test('when it has a history, then it stays, and they hear how much history', async () => {
    const freezer = await ada.freezer()
    const { id } = await ada.product(freezer)
    await ada.product(freezer)
    await freezers.products.takeOut({ id })
    const refusal = { reason: 'FREEZER_HAS_HISTORY', details: { events: 3, productsInside: 1 } }
    await expect(freezers.delete({ id: freezer.id })).rejects.toMatchObject(refusal)
    expect((await freezers.get({ id: freezer.id })).productsInside).toBe(1)
  })

  test('when all it ever held was a mistake or was moved away, then that is history too', async () => {
    const [freezer, other] = [await ada.freezer(), await ada.freezer()]
    const mistake = await ada.product(freezer)
    await freezers.products.delete({ id: mistake.id })
    const moved = await ada.product(freezer)
    await freezers.products.move({ id: moved.id, freezerId: other.id, box: 1 })
    const refusal = { reason: 'FREEZER_HAS_HISTORY', details: { events: 4, productsInside: 0 } }
    await expect(freezers.delete({ id: freezer.id })).rejects.toMatchObject(refusal)
  })
})
