import type { Engine, Param } from '@larder/db'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Column, Columns } from './columns.ts'

export interface SortKey {
  by: string
  direction: 'asc' | 'desc'
}

/** The position after which a page starts: one value for each sort key. */
export type Position = (string | number | null)[]

/**
 * The condition "comes after the position". Both engines sort NULL before everything else, so that
 * is where it stands here too.
 *
 * SQLite finds the place in its index only for a comparison of whole rows, MySQL only for the
 * spelt-out form; neither has to read the pages before.
 */
export function afterPosition(
  engine: Engine,
  columns: Columns,
  sort: SortKey[],
  position: Position,
  param: Param<Record<string, unknown>>,
): RawBuilder<unknown> {
  const keys = sort.map(({ by, direction }, index) => ({
    column: columns[by] as Column,
    direction,
    isNull: position[index] === null,
    value: param(positionName(index)),
  }))
  const [first] = keys
  const plain = keys.every((key) => key.direction === first?.direction && !key.column.nullable)
  if (engine === 'sqlite' && plain) {
    const left = sql.join(keys.map((key) => sql.ref(key.column.sql)))
    const right = sql.join(keys.map((key) => key.value))
    return sql`(${left}) ${first?.direction === 'desc' ? sql`<` : sql`>`} (${right})`
  }
  const alternatives = keys.map((key, index) => {
    const equals = keys.slice(0, index).map(equal)
    return sql`(${sql.join([...equals, beyond(key)], sql` and `)})`
  })
  return sql`(${sql.join(alternatives, sql` or `)})`
}

/** The name under which a position's value is bound. */
export function positionName(index: number): string {
  return `after${index}`
}

interface Key {
  column: Column
  direction: 'asc' | 'desc'
  isNull: boolean
  value: RawBuilder<unknown>
}

function equal({ column, isNull, value }: Key): RawBuilder<unknown> {
  const ref = sql.ref(column.sql)
  return isNull ? sql`${ref} is null` : sql`${ref} = ${value}`
}

function beyond({ column, direction, isNull, value }: Key): RawBuilder<unknown> {
  const ref = sql.ref(column.sql)
  if (isNull) return direction === 'asc' ? sql`${ref} is not null` : sql`1 = 0`
  if (direction === 'asc') return sql`${ref} > ${value}`
  return column.nullable ? sql`(${ref} < ${value} or ${ref} is null)` : sql`${ref} < ${value}`
}
