import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import type { Query } from './pantry.ts'

const larder = await startLarder()

describe('Given six products', () => {
  let ada: Person
  let list: Person['larder']['freezers']['products']['list']

  beforeAll(async () => {
    ada = await larder.person('ada')
    list = ada.larder.freezers.products.list
    const [first, second] = [await ada.freezer(), await ada.freezer()]
    const place = (freezer: { id: number }, box: number, number: number) => ({
      freezer,
      box,
      number,
    })
    for (const [name, { freezer, ...where }, dateIn, periodMonths, dateOut] of [
      ['a', place(second, 1, 1), '2024-01-03', 1, null],
      ['B', place(first, 2, 1), '2024-01-01', 2, null],
      ['ç', place(first, 1, 2), '2024-01-02', null, null],
      ['d', place(first, 1, 1), '2024-01-02', 1, null],
      ['é', place(second, 1, 2), '2024-01-05', 3, '2024-02-02'],
      ['f', place(second, 2, 1), '2024-01-04', 1, '2024-02-01'],
    ] as const) {
      const { id } = await ada.product(freezer, { ...where, name, dateIn, periodMonths })
      if (dateOut !== null) await ada.larder.freezers.products.takeOut({ id, dateOut })
    }
  })

  test.for<[string, Query['sort']]>([
    ['dcBaef', undefined],
    ['dcBaef', [{ by: 'place' }]],
    ['feaBcd', [{ by: 'place', direction: 'desc' }]],
    ['aBcdef', [{ by: 'name' }]],
    ['fedcBa', [{ by: 'name', direction: 'desc' }]],
    ['Bcdafe', [{ by: 'dateIn' }]],
    ['efadcB', [{ by: 'dateIn', direction: 'desc' }]],
    ['dafBec', [{ by: 'bestBefore' }]],
    ['ceBfad', [{ by: 'bestBefore', direction: 'desc' }]],
    ['aBcdfe', [{ by: 'dateOut' }]],
    ['efdcBa', [{ by: 'dateOut', direction: 'desc' }]],
    ['Bdcafe', [{ by: 'dateIn' }, { by: 'place' }]],
    ['aBcdfe', [{ by: 'dateOut' }, { by: 'name' }]],
    [
      'efdcBa',
      [
        { by: 'dateOut', direction: 'desc' },
        { by: 'name', direction: 'desc' },
      ],
    ],
    ['efaBcd', [{ by: 'dateOut', direction: 'desc' }, { by: 'name' }]],
  ])('then they come as %s when sorted by %j', async ([expected, sort]) => {
    const query = sort ? { sort } : {}
    expect(namesOf((await list(query)).items)).toBe(expected)
    let walked = ''
    for await (const product of list.all({ ...query, limit: 1 })) walked += namesOf([product])
    expect(walked).toBe(expected)
  })

  test('then `.all()` walks everything, and stops when one stops', async () => {
    const names: string[] = []
    for await (const { name } of list.all({ sort: [{ by: 'name' }], limit: 2 })) {
      names.push(name)
      if (name === 'ç') break
    }
    expect(names).toEqual(['a', 'B', 'ç'])
  })

  test('then a page says where the next one starts, and the last one that it is the last', async () => {
    const first = await list({ limit: 4 })
    expect(namesOf(first.items)).toBe('dcBa')
    const next = await list({ limit: 4, cursor: first.nextCursor ?? '' })
    expect(namesOf(next.items)).toBe('ef')
    expect(next.nextCursor).toBeNull()
    expect((await list({ limit: 6 })).nextCursor).toBeNull()
  })

  test('then the total is that of all pages, and only there when asked for', async () => {
    const page = await list({ limit: 1, inside: true, withTotal: true })
    expect(page).toMatchObject({ total: 4, items: [{ name: 'd' }] })
    const { nextCursor: cursor } = page
    expect(
      (await list({ limit: 1, inside: true, withTotal: true, cursor: cursor ?? '' })).total,
    ).toBe(4)
    expect(await list({ limit: 1 })).not.toHaveProperty('total')
  })

  test('when something is added before the cursor, then the next page neither repeats nor skips', async () => {
    const bob = await larder.person('bob')
    const freezer = await bob.freezer()
    for (const name of ['b', 'd', 'f']) await bob.product(freezer, { name })
    const byName = { sort: [{ by: 'name' as const }], limit: 2 }
    const first = await bob.larder.freezers.products.list(byName)
    await bob.product(freezer, { name: 'a' })
    const cursor = first.nextCursor ?? ''
    const next = await bob.larder.freezers.products.list({ ...byName, cursor })
    expect(namesOf([...first.items, ...next.items])).toBe('bdf')
  })

  test.for<[string, Query]>([
    ['another order', { sort: [{ by: 'dateIn' }] }],
    ['the other direction', { sort: [{ by: 'name', direction: 'desc' }] }],
    ['more keys', { sort: [{ by: 'name' }, { by: 'dateIn' }] }],
    ['no order', {}],
  ])('when a cursor is used with %s, then it is refused', async ([, query]) => {
    const { nextCursor: cursor } = await list({ sort: [{ by: 'name' }], limit: 2 })
    const turning = list({ ...query, cursor: cursor ?? '' })
    await expect(turning).rejects.toMatchObject({ reason: 'INVALID_CURSOR' })
  })

  test.for([
    'x',
    'bm90IGpzb24',
    cursorOf([]),
    cursorOf('name,id'),
    cursorOf(['name,id']),
    cursorOf(['name,id', {}, 1]),
    cursorOf(['name,id', 'a', 1, 1]),
  ])('when the cursor is %s, which nobody made, then it is refused', async (cursor) => {
    const turning = list({ sort: [{ by: 'name' }], cursor })
    await expect(turning).rejects.toMatchObject({ reason: 'INVALID_CURSOR' })
  })

  test('when a cursor was tampered with, then no number in it breaks the server', async () => {
    const cursor = Buffer.from('["dateIn,id","2024-01-01",1e999]').toString('base64url')
    const turning = list({ sort: [{ by: 'dateIn' }], cursor })
    await expect(turning).rejects.toMatchObject({ reason: 'INVALID_CURSOR' })
  })

  test.for([0, 201, 1.5])('when a page is to have %d items, then it is refused', async (limit) => {
    const refusal = { reason: 'INVALID_INPUT', details: { issues: [{ path: 'limit' }] } }
    await expect(list({ limit })).rejects.toMatchObject(refusal)
  })

  test.for([1, 200])('then a page may have %d items', async (limit) => {
    expect((await list({ limit })).items).toHaveLength(Math.min(limit, 6))
  })

  test.for<[string, unknown[]]>([
    ['by what has no order', [{ by: 'quantity' }]],
    ['twice by the same', [{ by: 'name' }, { by: 'name', direction: 'desc' }]],
    ['by nothing', []],
    ['by four', [{ by: 'name' }, { by: 'dateIn' }, { by: 'dateOut' }, { by: 'place' }]],
  ])('when it is to be sorted %s, then it is refused', async ([, sort]) => {
    await expect(list({ sort } as Query)).rejects.toMatchObject({ reason: 'INVALID_INPUT' })
  })
})

function namesOf(products: { name: string }[]): string {
  return products.map(({ name }) => name.normalize('NFD').charAt(0)).join('')
}

function cursorOf(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url')
}
