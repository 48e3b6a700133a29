import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

// The matrix names one thing in each call. Here a call names two, or carries something over.

const MISSING_ID = 2_000_000_000
const larder = await startLarder()
const [ada, eve] = [await larder.person('ada'), await larder.person('eve')]
const hers = await ada.freezer()
await ada.product(hers, { name: 'chestnuts' })

const notFound = (id: number) => ({ reason: 'NOT_FOUND', details: { what: 'freezer', id } })

describe('Given a freezer of somebody else', () => {
  test('when an own product is moved into it, then it is not there, and the product stays', async () => {
    const own = await eve.freezer()
    const { id } = await eve.product(own)
    const { products } = eve.larder.freezers
    for (const freezerId of [hers.id, MISSING_ID]) {
      const move = products.move({ id, freezerId, box: 1 })
      await expect(move).rejects.toMatchObject(notFound(freezerId))
    }
    expect(await products.get({ id })).toMatchObject({ freezerId: own.id })
  })

  test('when a list is filtered by it, then nothing of it is found', async () => {
    const where = { or: [{ freezerId: { eq: hers.id } }, { name: { like: '%' } }] }
    const { items, total } = await eve.larder.freezers.products.list({ where, withTotal: true })
    expect(items.map(({ name }) => name)).not.toContain('chestnuts')
    expect(total).toBe(items.length)
  })

  test('when a cursor of its list is brought along, then it leads nowhere else', async () => {
    await ada.product(hers)
    const { nextCursor } = await ada.larder.freezers.products.list({ limit: 1 })
    const cursor = nextCursor ?? ''
    const { items } = await eve.larder.freezers.products.list({ cursor })
    expect(items.filter(({ freezerId }) => freezerId === hers.id)).toEqual([])
  })

  test('when a file is imported that names it, then one of the same name is made at home', async () => {
    const csv = [
      'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity',
      `${hers.name},5,1,1,peas,,soup,2024-01-31,,6,1`,
    ].join('\n')
    const { freezersCreated } = await eve.larder.freezers.importCsv({ csv })
    expect(freezersCreated).toEqual([hers.name])
    const { items } = await ada.larder.freezers.products.list({ freezerId: hers.id })
    expect(items.map(({ name }) => name).sort()).toEqual(['chestnuts', 'peas'])
  })

  test('when its owner’s products are counted by somebody else’s reports, then only as everybody’s', async () => {
    const bob = await larder.person('bob')
    const { suggestions, trends } = bob.larder.freezers
    expect((await suggestions()).items).toEqual([])
    expect((await trends.personal()).items).toEqual([])
    expect(Object.keys((await trends.general()).items[0] ?? {}).sort()).toEqual([
      'count',
      'typeId',
      'typeName',
    ])
  })
})

describe('Given somebody who lives in two households', () => {
  test('when they carry a product from one to the other, then the freezer is not there', async () => {
    const guest = await larder.person('guest')
    const { id } = await guest.product(await guest.freezer())
    await ada.takeIn(guest)
    const move = guest.larder.freezers.products.move({ id, freezerId: hers.id, box: 1 })
    await expect(move).rejects.toMatchObject(notFound(hers.id))
  })
})
