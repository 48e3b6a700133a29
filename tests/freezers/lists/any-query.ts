import fc from 'fast-check'
import type { Product, Query } from './pantry.ts'

type Where = NonNullable<Query['where']>

/** Any list of products that may be asked for, mostly about values that are there. */
export function anyQuery(stock: Product[]): fc.Arbitrary<Query> {
  return fc.record(
    {
      inside: fc.boolean(),
      freezerId: fc.constantFrom(...stock.map(({ freezerId }) => freezerId)),
      where: anyWhere(stock),
      sort: anySort,
    },
    { requiredKeys: [] },
  )
}

const anySort = fc.uniqueArray(
  fc.record(
    {
      by: fc.constantFrom('place', 'name', 'dateIn', 'bestBefore', 'dateOut'),
      direction: fc.constantFrom('asc', 'desc'),
    },
    { requiredKeys: ['by'] },
  ),
  { minLength: 1, maxLength: 3, selector: ({ by }) => by },
)

function anyWhere(stock: Product[]): fc.Arbitrary<Where> {
  const ids = fc.constantFrom(...stock.map(({ id }) => id))
  const freezerIds = fc.constantFrom(...stock.map(({ freezerId }) => freezerId))
  const days = fc.constantFrom(
    ...stock.flatMap(({ dateIn, bestBefore, dateOut }) => [dateIn, bestBefore, dateOut]),
  )
  const knownDays = days.filter((day) => day !== null)
  const names = fc.constantFrom(...stock.map(({ name }) => name))
  const small = fc.integer({ min: -1, max: 6 })
  const isNull = fc.record({ isNull: fc.boolean() })
  const comparison = fc.oneof(
    fc.record({ id: comparedWith(ids) }),
    fc.record({ freezerId: comparedWith(freezerIds) }),
    ...(['typeId', 'box', 'number', 'quantity'] as const).map((column) =>
      fc.record({ [column]: comparedWith(small) }),
    ),
    fc.record({ name: fc.oneof(comparedWith(names), fc.record({ like: anyPattern })) }),
    fc.record({ dateIn: comparedWith(knownDays) }),
    fc.record({ bestBefore: fc.oneof(comparedWith(knownDays), isNull) }),
    fc.record({ dateOut: fc.oneof(comparedWith(knownDays), isNull) }),
  )
  const { where } = fc.letrec<{ where: object }>((tie) => {
    const branches = fc.array(tie('where'), { minLength: 1, maxLength: 3 })
    return {
      where: fc.oneof(
        { maxDepth: 3 },
        { weight: 4, arbitrary: comparison },
        {
          weight: 1,
          arbitrary: fc.tuple(comparison, comparison).map(([a, b]) => ({ ...a, ...b })),
        },
        { weight: 1, arbitrary: fc.record({ and: branches }) },
        { weight: 1, arbitrary: fc.record({ or: branches }) },
        { weight: 1, arbitrary: fc.record({ not: tie('where') }) },
      ),
    }
  })
  return where
}

/** One comparison, or two that must both hold. */
function comparedWith<T>(value: fc.Arbitrary<T>): fc.Arbitrary<object> {
  const operator = fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte')
  const one = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(operator, value).map(([key, operand]) => ({ [key]: operand })),
    },
    { weight: 2, arbitrary: fc.record({ in: fc.array(value, { minLength: 1, maxLength: 5 }) }) },
  )
  return fc.oneof(
    { weight: 3, arbitrary: one },
    { weight: 1, arbitrary: fc.tuple(one, one).map(([a, b]) => ({ ...a, ...b })) },
  )
}

const anyPattern = fc
  .array(
    fc.constantFrom(
      '%',
      '%',
      '_',
      '!%',
      '!_',
      '!!',
      '!x',
      '％',
      '＿',
      '！',
      '⁈',
      '!！',
      'a',
      'APP',
      'é',
      'e',
      '😀',
      'ss',
      '1',
      '-',
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''))
