import { z } from 'zod'
import type { Sorts } from './sort.ts'
import type { ColumnsOf } from './where.ts'
import { whereSchema } from './where.ts'

export const LONGEST_PAGE = 200

/** Where a page starts and how long it is: what every list takes. */
export const pageInput = {
  cursor: z
    .string()
    .max(2000)
    .optional()
    .describe('"nextCursor" of the page before; omit it for the first page'),
  limit: z.int().min(1).max(LONGEST_PAGE).default(50).describe('Items on a page'),
}

/** The input fields that a filtered and sorted list takes, over the columns and orders it offers. */
export function listInput<Values extends object, S extends Sorts>(
  columns: ColumnsOf<Values>,
  sorts: S,
) {
  const names = Object.keys(sorts) as [keyof S & string, ...(keyof S & string)[]]
  return {
    where: whereSchema(columns)
      .optional()
      .describe(
        'Filter: comparisons by field (eq, ne, lt, lte, gt, gte, in, like, isNull), and, or, not',
      ),
    sort: z
      .array(
        z.strictObject({ by: z.enum(names), direction: z.enum(['asc', 'desc']).default('asc') }),
      )
      .min(1)
      .max(3)
      .refine(
        (keys) => new Set(keys.map(({ by }) => by)).size === keys.length,
        'names a field twice',
      )
      .optional()
      .describe('Up to three sort keys, the most important first'),
    withTotal: z
      .boolean()
      .default(false)
      .describe('Also count everything that matches; slower on long lists'),
    ...pageInput,
  }
}

/** A page of items, as every list answers. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Pass it on as "cursor"; null on the last page'),
  })
}

/** A page that may also carry the total. */
export function countedPageOf<Item extends z.ZodType>(item: Item) {
  return pageOf(item).extend({ total: z.int().optional().describe('With "withTotal" only') })
}
