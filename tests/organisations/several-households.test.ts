import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()

/** Ada with her own household, a second one, and Bob's, each with a freezer and a product. */
async function threeHouseholds() {
  const [bob, ada] = [await larder.person('bob'), await larder.person('ada')]
  const hut = await ada.larder.organisations.create({ kind: 'household', name: 'hut' })
  await bob.takeIn(ada)
  const places = [
    { name: 'own', householdId: undefined, id: ada.householdId },
    { name: 'hut', householdId: hut.id, id: hut.id },
    { name: 'bobs', householdId: bob.householdId, id: bob.householdId },
  ]
  const households = []
  for (const { name, householdId, id } of places) {
    const freezer = await ada.larder.freezers.create({ householdId, name: 'kitchen', boxes: 3 })
    const dateIn = '2020-01-01'
    const product = await ada.product(freezer, { name: `peas of ${name}`, dateIn })
    households.push({ name, householdId, id, freezer, product })
  }
  return { ada, bob, households }
}

describe('Given somebody in three households', () => {
  test('when they name one, or none, then everything is about that one, or the first they were in', async () => {
    const { ada, households } = await threeHouseholds()
    const { freezers } = ada.larder
    for (const { name, householdId, id, freezer } of households) {
      const names = [`peas of ${name}`]
      const listed = await freezers.list({ householdId })
      expect(listed.items).toMatchObject([{ id: freezer.id, householdId: id, productsInside: 1 }])
      const products = await freezers.products.list({ householdId, withTotal: true })
      expect(products.items.map((each) => each.name)).toEqual(names)
      expect(products.total).toBe(1)
      const due = await freezers.products.due({ householdId })
      expect(due.items.map((each) => each.name)).toEqual(names)
      const suggested = await freezers.suggestions({ householdId })
      expect(suggested.items.map((each) => each.name)).toEqual(names)
      const trends = await freezers.trends.personal({ householdId })
      expect(trends.items).toMatchObject([{ typeId: 1, count: 1 }])
      const numbers = await freezers.nextFreeNumbers({ householdId })
      expect(new Set(numbers.items.map(({ freezerId }) => freezerId))).toEqual(
        new Set([freezer.id]),
      )
      const { csv } = await freezers.exportCsv({ householdId })
      expect(csv).toContain(names[0])
      expect(csv.trim().split('\n')).toHaveLength(2)
    }
  })

  test('when they name a freezer, then its household is meant, whichever it is', async () => {
    const { ada, households } = await threeHouseholds()
    const { freezers } = ada.larder
    for (const { name, freezer, id: own } of households) {
      const freezerId = freezer.id
      const products = await freezers.products.list({ freezerId })
      expect(products.items.map((each) => each.name)).toEqual([`peas of ${name}`])
      expect((await freezers.products.due({ freezerId })).items).toHaveLength(1)
      expect((await freezers.nextFreeNumbers({ freezerId })).items).toHaveLength(3)
      expect((await freezers.exportCsv({ freezerId })).products).toBe(1)
      const other = households.find(({ id }) => id !== own)?.id
      for (const ask of [freezers.products.list, freezers.products.due, freezers.exportCsv]) {
        await expect(ask({ freezerId, householdId: other })).rejects.toMatchObject({
          reason: 'NOT_FOUND',
          details: { what: 'freezer', id: freezerId },
        })
      }
    }
  })

  test('when they name a foreign household, a company or nothing that is, then there is no such household', async () => {
    const { ada } = await threeHouseholds()
    const eve = await larder.person('eve')
    const shop = await ada.larder.organisations.create({ kind: 'company', name: 'shop' })
    const { freezers } = ada.larder
    for (const householdId of [eve.householdId, shop.id, 2_000_000_000]) {
      const asking = [
        freezers.list({ householdId }),
        freezers.products.list({ householdId }),
        freezers.products.due({ householdId }),
        freezers.suggestions({ householdId }),
        freezers.trends.personal({ householdId }),
        freezers.nextFreeNumbers({ householdId }),
        freezers.exportCsv({ householdId }),
        freezers.create({ householdId, name: 'kitchen', boxes: 1 }),
        freezers.importCsv({ householdId, csv: inventory }),
      ]
      for (const answer of await Promise.allSettled(asking)) {
        expect(answer).toMatchObject({
          reason: { reason: 'NOT_FOUND', details: { what: 'household', id: householdId } },
        })
      }
    }
  })

  test('when a file is imported into one of them, then the others stay as they are', async () => {
    const { ada, households } = await threeHouseholds()
    const { freezers } = ada.larder
    const [own, hut] = households
    await freezers.importCsv({ householdId: hut?.id, csv: inventory })
    const countIn = async (householdId?: number) =>
      (await freezers.products.list({ householdId, withTotal: true })).total
    expect(await countIn(hut?.id)).toBe(2)
    expect(await countIn(own?.id)).toBe(1)
    expect(await countIn()).toBe(1)
  })

  test('when they leave the first, then the next one is meant', async () => {
    const { ada, households } = await threeHouseholds()
    const { freezers, organisations } = ada.larder
    const meant = async (person: Person) =>
      (await person.larder.organisations.list()).items.find(({ isDefault }) => isDefault)?.id
    expect(await meant(ada)).toBe(ada.householdId)
    const eve = await larder.person('eve')
    await ada.takeIn(eve, 'owner')
    await organisations.leave({ id: ada.householdId })
    expect(await meant(ada)).toBe(households[1]?.id)
    expect((await freezers.list()).items.map(({ id }) => id)).toEqual([households[1]?.freezer.id])
    // Who came into it later means their own still.
    expect(await meant(eve)).toBe(eve.householdId)
  })

  test('when a viewer of one owns another, then each is taken for itself', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    await ada.takeIn(bob, 'viewer')
    const { freezers } = bob.larder
    await freezers.create({ name: 'kitchen', boxes: 1 })
    await expect(
      freezers.create({ householdId: ada.householdId, name: 'kitchen', boxes: 1 }),
    ).rejects.toMatchObject({
      reason: 'NOT_ALLOWED',
      message: expect.not.stringContaining('household'),
    })
  })
})

const inventory = [
  'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity',
  'shed,4,1,1,beans,,soup,2024-01-31,,6,1',
].join('\n')
