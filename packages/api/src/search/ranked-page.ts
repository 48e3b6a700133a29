import { readCursor, writeCursor } from '../listing/cursor.ts'
import type { Position, SortKey } from '../listing/keyset.ts'
import type { Page } from '../listing/list.ts'

/** How a page of ranked things is asked for. */
export interface RankedRequest {
  cursor?: string | undefined
  limit: number
}

/**
 * A page of things that were found in no order, the highest first by each key in turn; the last key is
 * unique. What comes or goes between two pages moves nothing else. `from` gets where the page starts.
 */
export async function rankedPage<Found extends object>(
  keys: readonly (keyof Found & string)[],
  { cursor, limit }: RankedRequest,
  from: (after: Position | null) => Promise<Found[]>,
): Promise<Page<Found>> {
  const sort = keys.map((by): SortKey => ({ by, direction: 'desc' }))
  const after = cursor === undefined ? null : readCursor(sort, cursor)
  const found = (await from(after)).map((item) => ({ item, position: positionOf(item) }))
  const beyond = found
    .filter(({ position }) => after === null || compare(position, after) > 0)
    .sort((a, b) => compare(a.position, b.position))
  const page = beyond.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && beyond.length > limit
  return {
    items: page.map(({ item }) => item),
    nextCursor: isMore ? writeCursor(sort, last.position) : null,
  }

  function positionOf(item: Found): Position {
    return keys.map((key) => item[key]) as Position
  }
}

/** Negative if the first position comes before the second. */
function compare(a: Position, b: Position): number {
  for (const [index, left] of a.entries()) {
    const right = b[index]
    if (left === right || left === null || right === null || right === undefined) continue
    return left > right ? -1 : 1
  }
  return 0
}
