import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()
let ada: Person
let freezer: { id: number }
let products: Person['larder']['freezers']['products']

beforeAll(async () => {
  ada = await larder.person('ada')
  freezer = await ada.freezer()
  products = ada.larder.freezers.products
})

describe('Best before is the day in plus calendar months, at the latest the last of the month', () => {
  test.for<[dateIn: string, periodMonths: number, bestBefore: string]>([
    ['2024-01-15', 1, '2024-02-15'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-01-30', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-02-28', 12, '2025-02-28'],
    ['2025-02-28', 12, '2026-02-28'],
    ['2023-02-28', 12, '2024-02-28'],
    ['2024-03-31', 1, '2024-04-30'],
    ['2024-05-31', 1, '2024-06-30'],
    ['2024-07-31', 1, '2024-08-31'],
    ['2024-08-31', 1, '2024-09-30'],
    ['2024-10-31', 1, '2024-11-30'],
    ['2024-04-30', 1, '2024-05-30'],
    ['2023-12-31', 1, '2024-01-31'],
    ['2023-12-31', 2, '2024-02-29'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2023-12-15', 12, '2024-12-15'],
    ['1900-01-31', 1, '1900-02-28'],
    ['2000-01-31', 1, '2000-02-29'],
    ['1996-02-29', 120, '2006-02-28'],
  ])('%s plus %d is %s', async ([dateIn, periodMonths, bestBefore]) => {
    const product = await ada.product(freezer, { dateIn, periodMonths })
    expect(product).toMatchObject({ dateIn, periodMonths, bestBefore })
  })

  test('whatever the day and the period are', async () => {
    const { id } = await ada.product(freezer)
    const dates = { min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }
    const anyDay = fc.date(dates).map((date) => date.toISOString().slice(0, 10))
    const lastOfMonth = anyDay.map((day) =>
      lastDayOf(Number(day.slice(0, 4)), Number(day.slice(5, 7))),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyDay, lastOfMonth),
        fc.integer({ min: 1, max: 120 }),
        async (dateIn, periodMonths) => {
          const { bestBefore } = await products.edit({ id, dateIn, periodMonths })
          expect(bestBefore).toBe(monthsLater(dateIn, periodMonths))
        },
      ),
    )
  })
})

describe('Given a product', () => {
  test('when a day in is corrected back and forth, then its best before does not drift', async () => {
    const { id, bestBefore } = await ada.product(freezer, { dateIn: '2024-01-31', periodMonths: 1 })
    await products.edit({ id, dateIn: '2023-01-31' })
    expect((await products.edit({ id, dateIn: '2024-01-31' })).bestBefore).toBe(bestBefore)
  })

  test('when it is corrected to keep for ever, then it has no best before, and can get one', async () => {
    const { id } = await ada.product(freezer, { dateIn: '2024-01-31' })
    const forEver = await products.edit({ id, periodMonths: null })
    expect(forEver).toMatchObject({ periodMonths: null, bestBefore: null })
    expect((await products.edit({ id, periodMonths: 2 })).bestBefore).toBe('2024-03-31')
  })

  test.for([0, 121, 1.5])('when its period is %d months, then that is refused', async (months) => {
    const adding = ada.product(freezer, { periodMonths: months })
    const refusal = { reason: 'INVALID_INPUT', details: { issues: [{ path: 'periodMonths' }] } }
    await expect(adding).rejects.toMatchObject(refusal)
  })
})

describe('Given a product without a period', () => {
  test('then it is the longest usual time of its type', async () => {
    const shellfish = await ada.product(freezer, { typeId: 15, dateIn: '2024-01-31' })
    expect(shellfish).toMatchObject({ periodMonths: 18, bestBefore: '2025-07-31' })
  })

  test('when its type keeps for ever, then so does it', async () => {
    const iceCubes = await ada.product(freezer, { typeId: 26 })
    expect(iceCubes).toMatchObject({ periodMonths: null, bestBefore: null })
  })
})

/** The same date in a later month where there is one; `Date` runs over into the month after. */
function monthsLater(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const later = new Date(Date.UTC(year, month - 1 + months, date))
  if (later.getUTCDate() !== date) later.setUTCDate(0)
  return later.toISOString().slice(0, 10)
}

function lastDayOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
