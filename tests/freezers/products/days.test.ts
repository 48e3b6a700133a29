import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { daysAfter, todayAt } from '../days.ts'

const larder = await startLarder()

// The two ends of the world: it is never the same day in both.
describe.for([
  { timeZone: 'Pacific/Kiritimati', hoursAheadOfUtc: 14 },
  { timeZone: 'Pacific/Pago_Pago', hoursAheadOfUtc: -11 },
])('Given a household in $timeZone', ({ timeZone, hoursAheadOfUtc }) => {
  let ada: Person
  let freezer: { id: number }
  let products: Person['larder']['freezers']['products']
  let today: string
  let tomorrow: string

  beforeAll(async () => {
    ada = await larder.person('ada', { timeZone })
    freezer = await ada.freezer()
    products = ada.larder.freezers.products
    today = await todayAt(hoursAheadOfUtc)
    tomorrow = daysAfter(today, 1)
  })

  test('when no day in is given, then it is today there', async () => {
    expect((await ada.product(freezer)).dateIn).toBe(today)
  })

  test('when the day in is today, then it is taken; when it is tomorrow, it is refused', async () => {
    expect((await ada.product(freezer, { dateIn: today })).dateIn).toBe(today)
    const details = { field: 'dateIn', day: tomorrow, today }
    const refusal = { reason: 'DAY_IN_FUTURE', details }
    await expect(ada.product(freezer, { dateIn: tomorrow })).rejects.toMatchObject(refusal)
    const { id } = await ada.product(freezer)
    await expect(products.edit({ id, dateIn: tomorrow })).rejects.toMatchObject(refusal)
    expect((await products.get({ id })).dateIn).toBe(today)
  })

  test('when no day out is given, then it is today there; tomorrow is refused', async () => {
    const { id } = await ada.product(freezer)
    const refusal = {
      reason: 'DAY_IN_FUTURE',
      details: { field: 'dateOut', day: tomorrow, today },
    }
    const taking = products.takeOut({ id, dateOut: tomorrow })
    await expect(taking).rejects.toMatchObject(refusal)
    expect((await products.takeOut({ id })).dateOut).toBe(today)
  })

  test('when a file says tomorrow, then it is refused too', async () => {
    const columns =
      'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity'
    const csv = `${columns}\nfrigo,4,1,,peas,,soup,${tomorrow},,,\n`
    const problems = [`date_in ${tomorrow} is in the future (today is ${today})`]
    const refusal = { reason: 'IMPORT_REFUSED', details: { rows: [{ row: 2, problems }] } }
    await expect(ada.larder.freezers.importCsv({ csv })).rejects.toMatchObject(refusal)
  })
})

describe('Given a product that was put in on 10 March 2024', () => {
  let ada: Person
  let id: number
  let products: Person['larder']['freezers']['products']

  beforeAll(async () => {
    ada = await larder.person('ada')
    products = ada.larder.freezers.products
    id = (await ada.product(await ada.freezer(), { dateIn: '2024-03-10' })).id
  })

  test('then it cannot have left on the 9th', async () => {
    const details = { dateIn: '2024-03-10', dateOut: '2024-03-09' }
    const taking = products.takeOut({ id, dateOut: '2024-03-09' })
    await expect(taking).rejects.toMatchObject({ reason: 'DATE_OUT_BEFORE_DATE_IN', details })
    expect((await products.get({ id })).inside).toBe(true)
  })

  test('then it can have left the same day, and then not have come later', async () => {
    const out = await products.takeOut({ id, dateOut: '2024-03-10' })
    expect(out).toMatchObject({ inside: false, dateOut: '2024-03-10' })
    const details = { dateIn: '2024-03-11', dateOut: '2024-03-10' }
    const editing = products.edit({ id, dateIn: '2024-03-11' })
    await expect(editing).rejects.toMatchObject({ reason: 'DATE_OUT_BEFORE_DATE_IN', details })
    expect((await products.edit({ id, dateIn: '2024-03-08' })).dateIn).toBe('2024-03-08')
  })
})

test.for(['2023-02-29', '2024-04-31', '2024-13-01', '1899-12-31', '24-01-01', '2024-01-01T00:00'])(
  '%s is no day',
  async (dateIn) => {
    const ada = await larder.person('ada')
    const refusal = { reason: 'INVALID_INPUT', details: { issues: [{ path: 'dateIn' }] } }
    await expect(ada.product(await ada.freezer(), { dateIn })).rejects.toMatchObject(refusal)
  },
)
