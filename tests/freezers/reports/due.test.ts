import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { bestUntil, daysAfter, todayAt } from '../days.ts'

const larder = await startLarder()

describe.for([
  { timeZone: 'Pacific/Kiritimati', hoursAheadOfUtc: 14 },
  { timeZone: 'Pacific/Pago_Pago', hoursAheadOfUtc: -11 },
])('Given a household in $timeZone with products around their best before', (place) => {
  let ada: Person
  let freezer: { id: number }
  let today: string
  let due: Person['larder']['freezers']['products']['due']

  beforeAll(async () => {
    ada = await larder.person('ada', { timeZone: place.timeZone })
    due = ada.larder.freezers.products.due
    today = await todayAt(place.hoursAheadOfUtc)
    freezer = await ada.freezer()
    for (const days of [1, -1, 0, 8, -40, 7]) {
      await ada.product(freezer, { name: String(days), ...bestUntil(daysAfter(today, days)) })
    }
    await ada.product(freezer, { name: 'for ever', periodMonths: null })
    const out = await ada.product(freezer, bestUntil(daysAfter(today, -5)))
    await ada.larder.freezers.products.takeOut({ id: out.id })
    const other = await ada.freezer()
    await ada.product(other, { name: '-2', ...bestUntil(daysAfter(today, -2)) })
  })

  test.for([
    { withinDays: undefined, expected: [-40, -2, -1] },
    { withinDays: 0, expected: [-40, -2, -1] },
    { withinDays: 1, expected: [-40, -2, -1, 0, 1] },
    { withinDays: 7, expected: [-40, -2, -1, 0, 1, 7] },
    { withinDays: 3650, expected: [-40, -2, -1, 0, 1, 7, 8] },
  ])('within $withinDays days $expected fall due, the most overdue first', async (row) => {
    const { withinDays, expected } = row
    const answer = await due(withinDays === undefined ? {} : { withinDays })
    expect(answer.items.map(({ name }) => Number(name))).toEqual(expected)
    expect(answer.items.map(({ daysLeft }) => daysLeft)).toEqual(expected)
    expect(answer).toMatchObject({ today, nextCursor: null })
  })

  test('each is the product with the days that are left', async () => {
    const [most] = (await due()).items
    const product = await ada.larder.freezers.products.get({ id: most?.id ?? 0 })
    expect(most).toEqual({ ...product, daysLeft: -40 })
    expect(product.bestBefore).toBe(daysAfter(today, -40))
  })

  test('one freezer can be asked about, page by page', async () => {
    const names: string[] = []
    const pages = due.all({ withinDays: 7, freezerId: freezer.id, limit: 2 })
    for await (const { name } of pages) names.push(name)
    expect(names).toEqual(['-40', '-1', '0', '1', '7'])
  })

  test('a freezer that is not there is not an empty one', async () => {
    const bob = await larder.person('bob')
    for (const [person, freezerId] of [
      [ada, 999_999],
      [bob, freezer.id],
    ] as const) {
      const asking = person.larder.freezers.products.due({ freezerId })
      const refusal = { reason: 'NOT_FOUND', details: { what: 'freezer', id: freezerId } }
      await expect(asking).rejects.toMatchObject(refusal)
    }
  })

  test('what is put back is due again', async () => {
    const bob = await larder.person('bob', { timeZone: place.timeZone })
    const { id } = await bob.product(await bob.freezer(), bestUntil(daysAfter(today, -1)))
    const { products } = bob.larder.freezers
    await products.takeOut({ id })
    expect((await products.due()).items).toEqual([])
    await products.putBack({ id })
    expect((await products.due()).items.map((item) => item.id)).toEqual([id])
  })
})
