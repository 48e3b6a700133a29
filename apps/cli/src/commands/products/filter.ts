import type { RouterInputs } from '@larder/sdk'
import { InvalidArgumentError } from 'commander'
import type { Parse } from '../../command/parameter.ts'

type ListInput = Extract<RouterInputs['freezers']['products']['list'], object>
export type Where = NonNullable<ListInput['where']>
export type Sort = NonNullable<ListInput['sort']>
type Order = Sort[number]['by']
type Field = Exclude<keyof Where, 'and' | 'or' | 'not'>

/** What products may be filtered by, under the names that --json prints. */
const fields: Record<Field, 'number' | 'text' | 'day'> = {
  id: 'number',
  name: 'text',
  typeId: 'number',
  freezerId: 'number',
  box: 'number',
  number: 'number',
  quantity: 'number',
  dateIn: 'day',
  bestBefore: 'day',
  dateOut: 'day',
}

/** In which orders they can be listed. */
const orders: Record<Order, true> = {
  place: true,
  name: true,
  dateIn: true,
  bestBefore: true,
  dateOut: true,
}

const operators = { '=': 'eq', '!=': 'ne', '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte' } as const

/** A condition such as `box=2`, `dateIn<2026-01-01`, `name~soup` (contains) or `bestBefore=none`. */
export const condition: Parse<Where> = (text) => {
  const match = /^(\w+)\s*(<=|>=|!=|=|<|>|~)\s*(.+)$/s.exec(text)
  if (!match) {
    throw new InvalidArgumentError('Write a condition like box=2, dateIn<2026-01-01 or name~soup.')
  }
  const [, name = '', operator = '', value = ''] = match
  const field = fieldNamed(name)
  if (operator === '~') return { [field]: { like: containing(field, value) } }
  if (value === 'none' && fields[field] === 'day') return { [field]: nothing(operator) }
  return { [field]: { [operators[operator as keyof typeof operators]]: typed(field, value) } }
}

/** Orders such as `bestBefore` or `-dateIn,name`: a minus turns one round. */
export const sortKeys: Parse<Sort> = (text) =>
  text.split(',').map((key) => ({
    by: orderNamed(key.trim().replace(/^-/, '')),
    direction: key.trim().startsWith('-') ? 'desc' : 'asc',
  }))

function fieldNamed(name: string): Field {
  if (Object.hasOwn(fields, name)) return name as Field
  throw new InvalidArgumentError(
    `There is no field "${name}"; there are ${Object.keys(fields).join(', ')}.`,
  )
}

function orderNamed(name: string): Order {
  if (Object.hasOwn(orders, name)) return name as Order
  throw new InvalidArgumentError(
    `There is no order "${name}"; there are ${Object.keys(orders).join(', ')}.`,
  )
}

function containing(field: Field, text: string): string {
  if (fields[field] !== 'text') {
    throw new InvalidArgumentError(`"~" searches in text, which ${field} is not.`)
  }
  return `%${text.replace(/[%_!]/g, '!$&')}%`
}

function nothing(operator: string): { isNull: boolean } {
  if (operator === '=' || operator === '!=') return { isNull: operator === '=' }
  throw new InvalidArgumentError('"none" can only be compared with = and !=.')
}

function typed(field: Field, value: string): string | number {
  if (fields[field] !== 'number') return value
  if (/^\d+$/.test(value)) return Number(value)
  throw new InvalidArgumentError(`${field} is a whole number, which "${value}" is not.`)
}
