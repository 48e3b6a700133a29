import type { Product, Query } from './pantry.ts'

type Where = NonNullable<Query['where']>
type Comparison = Record<string, unknown>
type Value = string | number | null

/** True, false, or null for what is unknown because a value is missing, as in SQL. */
type Truth = boolean | null

/** What a list must answer: its rules said once more, over products in memory. */
export function listed(stock: Product[], { inside, freezerId, where, sort }: Query): Product[] {
  const keys = (sort ?? [{ by: 'place' as const }]).flatMap(({ by, direction }) =>
    columnsOf(by).map((column) => ({ column, sign: direction === 'desc' ? -1 : 1 })),
  )
  const lastSign = keys.at(-1)?.sign ?? 1
  return stock
    .filter((product) => inside === undefined || product.inside === inside)
    .filter((product) => freezerId === undefined || product.freezerId === freezerId)
    .filter((product) => holds(product, where ?? {}) === true)
    .sort((a, b) => {
      for (const { column, sign } of keys) {
        const order = compare(valueIn(a, column), valueIn(b, column))
        if (order !== 0) return sign * order
      }
      return lastSign * (a.id - b.id)
    })
}

function columnsOf(sort: string): string[] {
  return sort === 'place' ? ['freezerId', 'box', 'number'] : [sort]
}

function holds(product: Product, where: Where): Truth {
  return every(
    Object.entries(where).map(([key, part]): Truth => {
      if (key === 'and') return every((part as Where[]).map((branch) => holds(product, branch)))
      if (key === 'or') return not(every((part as Where[]).map((b) => not(holds(product, b)))))
      if (key === 'not') return not(holds(product, part as Where))
      return every(
        Object.entries(part as Comparison).map(([operator, operand]) =>
          compared(valueIn(product, key), operator, operand),
        ),
      )
    }),
  )
}

function compared(value: Value, operator: string, operand: unknown): Truth {
  if (operator === 'isNull') return (value === null || value === KEEPS_FOR_EVER) === operand
  if (value === null) return null
  const order = (other: unknown) =>
    compare(value, typeof other === 'string' ? fold(other) : (other as number))
  switch (operator) {
    case 'eq':
      return order(operand) === 0
    case 'ne':
      return order(operand) !== 0
    case 'lt':
      return order(operand) < 0
    case 'lte':
      return order(operand) <= 0
    case 'gt':
      return order(operand) > 0
    case 'gte':
      return order(operand) >= 0
    case 'in':
      return (operand as unknown[]).some((other) => order(other) === 0)
    case 'like':
      return likePattern(String(operand)).test(String(value))
    default:
      throw new Error(`The model does not know "${operator}".`)
  }
}

function every(truths: Truth[]): Truth {
  if (truths.includes(false)) return false
  return truths.includes(null) ? null : true
}

function not(truth: Truth): Truth {
  return truth === null ? null : !truth
}

/** Later than every day that can be asked for. */
const KEEPS_FOR_EVER = '9999-12-31'

function valueIn(product: Product, column: string): Value {
  if (column === 'name') return fold(product.name)
  if (column === 'bestBefore') return product.bestBefore ?? KEEPS_FOR_EVER
  return Reflect.get(product, column) as Value
}

/** Missing before all, text by code point. */
function compare(a: Value, b: Value): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null)
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(String(b)))
  return a - Number(b)
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function likePattern(like: string): RegExp {
  // What is meant by a sign is what was written, whatever it is folded to.
  const parts = like.match(/!.|./gsu) ?? []
  const source = parts.map((part) => {
    if (part === '%') return '.*'
    return part === '_' ? '.' : literally(fold(part.replace(/^!(?=.)/su, '')))
  })
  return new RegExp(`^${source.join('')}$`, 'su')
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
