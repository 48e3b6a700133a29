import type { SortKey } from './keyset.ts'

/** The orders a list offers: each name with the columns that an index keeps in that order. */
export type Sorts = Record<string, readonly string[]>

/** An order as a caller asks for it. */
export interface AskedSort<S extends Sorts> {
  by: keyof S & string
  direction: 'asc' | 'desc'
}

/** The columns behind the asked order, each once. */
export function sortKeys<S extends Sorts>(sorts: S, asked: AskedSort<S>[]): SortKey[] {
  const keys = asked.flatMap(({ by, direction }) =>
    (sorts[by] ?? []).map((column) => ({ by: column, direction })),
  )
  return keys.filter((key, index) => keys.findIndex(({ by }) => by === key.by) === index)
}
