import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { fold } from '../text/fold.ts'
import { NoControlCharacters } from '../text/plain.ts'

/** A column that a list may be filtered or sorted by. Only those with an index are offered. */
export interface Column<Value = unknown> {
  /** How the query names it, for example `product.best_before`. */
  readonly sql: string
  /** What a caller compares it with. */
  readonly value: z.ZodType<Value>
  /** The stored form of a compared value. */
  stored(value: Value): string | number
  /** Whether `like` makes sense. */
  readonly text: boolean
  readonly nullable: boolean
  /** Whether rows carry it anyway; if not, it is selected only where the order needs it. */
  readonly selected: boolean
  /** What is stored where a caller sees null, for columns that must sort nulls last. */
  readonly nullAs?: string
}

export type Columns = Record<string, Column>

const base = { text: false, nullable: false, selected: true } as const

export function integerColumn(sql: string): Column<number> {
  return { ...base, sql, value: z.int(), stored: (value) => value }
}

export function flagColumn(sql: string): Column<boolean> {
  return { ...base, sql, value: z.boolean(), stored: (value) => (value ? 1 : 0) }
}

export function dayColumn(
  sql: string,
  options: { nullable?: boolean; nullAs?: string } = {},
): Column<string> {
  return { ...base, ...options, sql, value: Day, stored: (value) => value }
}

/** Text that is compared exactly as it is kept, such as an address or an instant. */
export function exactColumn(sql: string): Column<string> {
  return { ...base, sql, value: NoControlCharacters.max(200), stored: (value) => value }
}

/** One of a few words. */
export function choiceColumn<Choice extends string>(
  sql: string,
  value: z.ZodType<Choice>,
): Column<Choice> {
  return { ...base, sql, value, stored: (choice) => choice }
}

/** Text that is kept folded: case and accents make no difference to a comparison. */
export function foldedColumn(sql: string): Column<string> {
  const value = NoControlCharacters.max(200)
  return { ...base, sql, value, text: true, selected: false, stored: (text) => fold(text, 480) }
}
