import { z } from 'zod'
import { NoControlCharacters } from '../text/plain.ts'
import type { Column, Columns } from './columns.ts'

/** What a column may be compared with. Several comparisons of one column must all hold. */
export interface Comparison<Value> {
  eq?: Value | undefined
  ne?: Value | undefined
  lt?: Value | undefined
  lte?: Value | undefined
  gt?: Value | undefined
  gte?: Value | undefined
  in?: Value[] | undefined
  /** `%` stands for any characters, `_` for one, `!` takes the next one literally. */
  like?: string | undefined
  isNull?: boolean | undefined
}

/**
 * A filter over fields of these values: comparisons, all of which must hold, and `and`, `or`, `not`
 * around more. It names values and not columns, because the SDK publishes it.
 */
export type Where<Values> = {
  and?: Where<Values>[] | undefined
  or?: Where<Values>[] | undefined
  not?: Where<Values> | undefined
} & { [K in keyof Values]?: Comparison<Values[K]> | undefined }

/** The columns that hold these values. */
export type ColumnsOf<Values> = { [K in keyof Values]: Column<Values[K]> }

/** The values that columns hold. */
export type ValuesOf<C extends Columns> = { [K in keyof C]: z.infer<C[K]['value']> }

const MOST_BRANCHES = 20
const MOST_VALUES = 200
const DEEPEST = 5

/** The zod schema of a filter over these columns. */
export function whereSchema<Values extends object>(
  columns: ColumnsOf<Values>,
): z.ZodType<Where<Values>, Where<Values>> {
  const comparisons = Object.entries<Column>(columns as Columns).map(([name, column]) => [
    name,
    comparisonSchema(column).optional(),
  ])
  const where: z.ZodType = z.lazy(() =>
    z.strictObject({
      and: z.array(where).min(1).max(MOST_BRANCHES).optional(),
      or: z.array(where).min(1).max(MOST_BRANCHES).optional(),
      not: where.optional(),
      ...Object.fromEntries(comparisons),
    }),
  )
  // The depth is looked at first: it bounds what the recursive schema has to walk.
  const shallow = z.unknown().refine((value) => depthOf(value) <= DEEPEST, {
    message: `must not nest "and", "or" and "not" deeper than ${DEEPEST} levels`,
    abort: true,
  })
  return shallow.pipe(where) as unknown as z.ZodType<Where<Values>, Where<Values>>
}

function comparisonSchema(column: Column): z.ZodType {
  const value: z.ZodType = column.value
  return z.strictObject({
    eq: value.optional(),
    ne: value.optional(),
    lt: value.optional(),
    lte: value.optional(),
    gt: value.optional(),
    gte: value.optional(),
    in: z.array(value).min(1).max(MOST_VALUES).optional(),
    ...(column.text ? { like: NoControlCharacters.max(200).optional() } : {}),
    ...(column.nullable || column.nullAs !== undefined ? { isNull: z.boolean().optional() } : {}),
  })
}

function depthOf(value: unknown, depth = 0): number {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return depth
  const { and, or, not } = value as { and?: unknown; or?: unknown; not?: unknown }
  const inner = [and, or].flatMap((list) => (Array.isArray(list) ? list : [])).concat(not ?? [])
  return Math.max(depth, ...inner.map((branch) => depthOf(branch, depth + 1)))
}
