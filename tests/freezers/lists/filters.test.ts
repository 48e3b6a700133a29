import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import type { Query } from './pantry.ts'

const larder = await startLarder()

describe('Given apples and bread in one freezer, cider that was drunk, and dates in another', () => {
  let ada: Person
  let first: { id: number }
  let second: { id: number }

  beforeAll(async () => {
    ada = await larder.person('ada')
    first = await ada.freezer()
    second = await ada.freezer()
    const march = { dateIn: '2024-03-01', periodMonths: 1 }
    await ada.product(first, { ...march, name: 'Äpples 100%', quantity: 2 })
    await ada.product(first, { ...march, name: 'bread_roll', quantity: 4, box: 2 })
    const cider = await ada.product(first, { ...march, name: 'cider!', quantity: 2 })
    await ada.larder.freezers.products.takeOut({ id: cider.id, dateOut: '2024-03-08' })
    await ada.product(second, { ...march, name: 'dates', periodMonths: null })
  })

  test.for<[Query, string]>([
    [{}, 'abcd'],
    [{ inside: true }, 'abd'],
    [{ inside: false }, 'c'],
    [{ where: { quantity: { eq: 2 } } }, 'ac'],
    [{ where: { quantity: { ne: 2 } } }, 'bd'],
    [{ where: { quantity: { gt: 1, lt: 4 } } }, 'ac'],
    [{ where: { quantity: { in: [1, 4] } } }, 'bd'],
    [{ where: { name: { eq: 'apples 100%' } } }, 'a'],
    [{ where: { name: { in: ['ÄPPLES 100%', 'Dates'] } } }, 'ad'],
    [{ where: { name: { like: '%a%' } } }, 'abd'],
    [{ where: { name: { like: 'DATE_' } } }, 'd'],
    [{ where: { name: { like: 'date' } } }, ''],
    [{ where: { name: { like: '%!%' } } }, 'a'],
    [{ where: { name: { like: '%!_%' } } }, 'b'],
    [{ where: { name: { like: '%!!' } } }, 'c'],
    [{ where: { bestBefore: { isNull: true } } }, 'd'],
    [{ where: { bestBefore: { isNull: false } } }, 'abc'],
    [{ where: { bestBefore: { eq: '2024-04-01' } } }, 'abc'],
    [{ where: { bestBefore: { gt: '2024-04-01' } } }, 'd'],
    [{ where: { dateOut: { isNull: true } } }, 'abd'],
    [{ where: { dateOut: { gte: '2024-03-08' } } }, 'c'],
    [{ where: { or: [{ box: { eq: 2 } }, { name: { like: 'c%' } }] } }, 'bc'],
    [{ where: { and: [{ quantity: { lte: 2 } }, { not: { name: { like: 'd%' } } }] } }, 'ac'],
    [{ where: { not: { or: [{ quantity: { eq: 2 } }, { quantity: { eq: 4 } }] } } }, 'd'],
    [{ inside: true, where: { quantity: { eq: 2 } } }, 'a'],
    [{ where: {} }, 'abcd'],
  ])('when the query is %j, then it finds %s', async ([query, initials]) => {
    expect(await found(query)).toBe(initials)
  })

  test('when only one freezer is asked for, then only what is in that', async () => {
    expect(await found({ freezerId: first.id })).toBe('abc')
    expect(await found({ freezerId: second.id })).toBe('d')
    expect(await found({ where: { freezerId: { eq: second.id } } })).toBe('d')
    expect(await found({ freezerId: first.id, where: { freezerId: { eq: second.id } } })).toBe('')
  })

  // MySQL pads with spaces what it compares; SQLite does not.
  test('when a value ends in a space, then both engines answer alike', async () => {
    expect(await found({ where: { name: { eq: 'dates ' } } })).toBe('d')
    expect(await found({ where: { name: { in: ['dates '] } } })).toBe('d')
  })

  // MySQL takes it as it stands; for SQLite nothing matches then.
  test('when a pattern ends in a lone "!", then both engines answer alike', async () => {
    expect(await found({ where: { name: { like: 'cider!' } } })).toBe('c')
    expect(await found({ where: { name: { like: 'cider! ' } } })).toBe('c')
  })

  test.for<[string, string[]]>([
    ['特価！', ['特価！']],
    ['%特価！%', ['特価！']],
    ['特価!！', ['特価！']],
    ['特価!!', ['特価！']],
    ['100％', ['100％']],
    ['100%', ['100％', '100 grams']],
    ['a＿b', ['a＿b']],
    ['a_b', ['a＿b', 'axb']],
    ['何⁈', ['何⁈']],
    ['⁈', []],
  ])(
    'when a sign is written in another form, as in %s, then it means itself',
    async ([like, names]) => {
      const bob = await larder.person('bob')
      const freezer = await bob.freezer()
      for (const name of ['特価！', '特価', '100％', '100 grams', 'a＿b', 'axb', '何⁈']) {
        await bob.product(freezer, { name })
      }
      const { items } = await bob.larder.freezers.products.list({ where: { name: { like } } })
      expect(items.map(({ name }) => name)).toEqual(names)
    },
  )

  test('when an empty freezer is asked for, then it is empty; an unknown one does not exist', async () => {
    const { id } = await ada.freezer()
    expect(await found({ freezerId: id })).toBe('')
    const refusal = { reason: 'NOT_FOUND', details: { what: 'freezer', id: 999_999 } }
    await expect(found({ freezerId: 999_999 })).rejects.toMatchObject(refusal)
    const bob = await larder.person('bob')
    const theirs = bob.larder.freezers.products.list({ freezerId: first.id })
    await expect(theirs).rejects.toMatchObject({ reason: 'NOT_FOUND', details: { id: first.id } })
  })

  test.for<[path: string, where: object]>([
    ['where.description', { description: { eq: 'x' } }],
    ['where.householdId', { householdId: { eq: 1 } }],
    ['where.name.regexp', { name: { regexp: 'x' } }],
    ['where.name.like', { name: { like: 'dates\0' } }],
    ['where.name.lt', { name: { lt: 'dates\t' } }],
    ['where.quantity.like', { quantity: { like: '1%' } }],
    ['where.quantity.isNull', { quantity: { isNull: true } }],
    ['where.dateIn.eq', { dateIn: { eq: '2024-02-30' } }],
    ['where.quantity.in', { quantity: { in: [] } }],
    ['where', { not: { not: { not: { not: { not: { not: {} } } } } } }],
  ])(
    'when a query says what cannot be asked (%s), then it is refused there',
    async ([path, where]) => {
      const refusal = { reason: 'INVALID_INPUT', details: { issues: [{ path }] } }
      await expect(found({ where } as Query)).rejects.toMatchObject(refusal)
    },
  )

  async function found(query: Query): Promise<string> {
    const { items } = await ada.larder.freezers.products.list(query)
    const initials = items.map(({ name }) => name.normalize('NFD').charAt(0).toLowerCase())
    return initials.sort().join('')
  }
})
