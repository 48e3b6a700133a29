import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()
const SOUP = 1
const MEAL_SOUP = 2
const FISH = 13
const SORBET = 25
const BREAD = 27

describe('Given two households that have put things in and taken some out', () => {
  let ada: Person
  let bob: Person

  beforeAll(async () => {
    ada = await larder.person('ada')
    bob = await larder.person('bob', { language: 'fr' })
    await keep(ada, SOUP, [null, '2024-02-01'])
    await keep(ada, FISH, ['2024-03-01'])
    await keep(ada, BREAD, [null, null])
    await keep(ada, SORBET, ['2024-01-15', '2024-02-01', null])
    await keep(ada, MEAL_SOUP, [null])
    await keep(bob, FISH, [null, null, '2024-05-01'])
    await keep(bob, BREAD, [null])
    const mistake = await ada.product(await ada.freezer(), { typeId: BREAD })
    await ada.larder.freezers.products.delete({ id: mistake.id })
  })

  test('then the general trends count over everybody, most often first', async () => {
    expect((await ada.larder.freezers.trends.general()).items).toEqual([
      { typeId: FISH, typeName: 'fish', count: 4 },
      { typeId: SORBET, typeName: 'sorbet', count: 3 },
      { typeId: BREAD, typeName: 'bread', count: 3 },
      { typeId: SOUP, typeName: 'soup', count: 2 },
      { typeId: MEAL_SOUP, typeName: 'meal soup', count: 1 },
    ])
  })

  test('then the personal ones say what left last first, then the most frequent', async () => {
    expect((await ada.larder.freezers.trends.personal()).items).toEqual([
      { typeId: FISH, typeName: 'fish', count: 1, lastOut: '2024-03-01' },
      { typeId: SORBET, typeName: 'sorbet', count: 3, lastOut: '2024-02-01' },
      { typeId: SOUP, typeName: 'soup', count: 2, lastOut: '2024-02-01' },
      { typeId: BREAD, typeName: 'bread', count: 2, lastOut: null },
      { typeId: MEAL_SOUP, typeName: 'meal soup', count: 1, lastOut: null },
    ])
  })

  test('then the types are named in the language of the account', async () => {
    expect((await bob.larder.freezers.trends.personal()).items).toEqual([
      { typeId: FISH, typeName: 'poisson', count: 3, lastOut: '2024-05-01' },
      { typeId: BREAD, typeName: 'pain', count: 1, lastOut: null },
    ])
    const [first] = (await bob.larder.freezers.trends.general()).items
    expect(first).toEqual({ typeId: FISH, typeName: 'poisson', count: 4 })
  })

  test('then somebody new has general trends but none of their own', async () => {
    const { trends } = (await larder.person('eve')).larder.freezers
    expect((await trends.general()).items).toHaveLength(5)
    expect((await trends.personal()).items).toEqual([])
  })

  async function keep(person: Person, typeId: number, daysOut: (string | null)[]): Promise<void> {
    const freezer = await person.freezer()
    for (const dateOut of daysOut) {
      const { id } = await person.product(freezer, { typeId, dateIn: '2024-01-01' })
      if (dateOut !== null) await person.larder.freezers.products.takeOut({ id, dateOut })
    }
  }
})
