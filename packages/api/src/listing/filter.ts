import type { Param } from '@larder/db'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Column, Columns } from './columns.ts'
import type { Comparison, ValuesOf, Where } from './where.ts'

/** A filter without its values: what two requests share when one compiled query serves both. */
export type Filter =
  | { all: Filter[] }
  | { any: Filter[] }
  | { not: Filter }
  | { column: string; operator: Operator; values: string[] }

export type Operator = keyof typeof operators

export type Values = Record<string, string | number>

const operators = {
  eq: sql`=`,
  ne: sql`<>`,
  lt: sql`<`,
  lte: sql`<=`,
  gt: sql`>`,
  gte: sql`>=`,
  in: sql`in`,
  like: sql`like`,
  isNull: sql`is null`,
  isNotNull: sql`is not null`,
} as const

/** Splits a filter into its shape and its values; the values are put into `values` by name. */
export function filterOf<C extends Columns>(
  columns: C,
  where: Where<ValuesOf<C>> | undefined,
  values: Values,
): Filter {
  const all: Filter[] = []
  for (const [key, part] of Object.entries(where ?? {})) {
    if (part === undefined) continue
    if (key === 'and') all.push({ all: branches(columns, part, values) })
    else if (key === 'or') all.push({ any: branches(columns, part, values) })
    else if (key === 'not') all.push({ not: filterOf(columns, part as Where<ValuesOf<C>>, values) })
    else all.push(...comparisonsOf(columns, key, part as Comparison<unknown>, values))
  }
  return { all }
}

/** The SQL condition of a filter's shape. */
export function conditionOf(
  columns: Columns,
  filter: Filter,
  param: Param<Values>,
): RawBuilder<unknown> {
  if ('all' in filter) return joined(columns, filter.all, param, sql` and `, sql`1 = 1`)
  if ('any' in filter) return joined(columns, filter.any, param, sql` or `, sql`1 = 0`)
  if ('not' in filter) return sql`not ${conditionOf(columns, filter.not, param)}`
  const column = sql.ref(columns[filter.column]?.sql ?? filter.column)
  const operator = operators[filter.operator]
  const values = filter.values.map((name) => param(name))
  switch (filter.operator) {
    case 'isNull':
    case 'isNotNull':
      return sql`${column} ${operator}`
    case 'in':
      return sql`${column} in (${sql.join(values)})`
    case 'like':
      return sql`${column} like ${values[0]} escape '!'`
    default:
      return sql`${column} ${operator} ${values[0]}`
  }
}

function joined(
  columns: Columns,
  filters: Filter[],
  param: Param<Values>,
  separator: RawBuilder<unknown>,
  empty: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (filters.length === 0) return empty
  return sql`(${sql.join(
    filters.map((filter) => conditionOf(columns, filter, param)),
    separator,
  )})`
}

function branches<C extends Columns>(columns: C, list: unknown, values: Values): Filter[] {
  return (list as Where<ValuesOf<C>>[]).map((where) => filterOf(columns, where, values))
}

function comparisonsOf(
  columns: Columns,
  name: string,
  comparison: Comparison<unknown>,
  values: Values,
): Filter[] {
  const column = columns[name]
  if (!column) return []
  const keep = (value: unknown): string => {
    const key = `v${Object.keys(values).length}`
    values[key] = column.stored(value)
    return key
  }
  const keepPattern = (value: unknown): string => {
    const key = keep(withoutHiddenSigns(String(value)))
    values[key] = withoutLooseEscape(String(values[key]))
    return key
  }
  return Object.entries(comparison).flatMap(([key, value]): Filter[] => {
    if (value === undefined) return []
    if (key === 'isNull') return [nullness(column, name, value === true, keep)]
    if (key === 'like') return [{ column: name, operator: 'like', values: [keepPattern(value)] }]
    const list = key === 'in' ? (value as unknown[]) : [value]
    return [{ column: name, operator: key as Operator, values: list.map(keep) }]
  })
}

function nullness(
  column: Column,
  name: string,
  isNull: boolean,
  keep: (value: unknown) => string,
): Filter {
  if (column.nullAs !== undefined) {
    return { column: name, operator: isNull ? 'eq' : 'ne', values: [keep(column.nullAs)] }
  }
  return { column: name, operator: isNull ? 'isNull' : 'isNotNull', values: [] }
}

/**
 * The stored form of a character can have signs in it that the character is not: `!` of a wide one,
 * `?!` of `⁈`. They mean themselves. An escape is read before that, and stays only before a sign.
 */
function withoutHiddenSigns(pattern: string): string {
  return pattern.trim().replace(/!?./gsu, (part) => {
    if (/^!?[%_!]$/.test(part)) return part
    return part.replace('!', '').normalize('NFKD').replace(/[%_!]/g, '!$&')
  })
}

// The engines disagree about an escape character that has nothing to escape: it means itself here.
function withoutLooseEscape(pattern: string): string {
  const escapes = /!*$/.exec(pattern)?.[0].length ?? 0
  return escapes % 2 === 1 ? `${pattern}!` : pattern
}
