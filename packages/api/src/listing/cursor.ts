import { DomainError } from '../errors/map.ts'
import type { Position, SortKey } from './keyset.ts'

/** An opaque cursor: where the page ended, and in which order. */
export function writeCursor(sort: SortKey[], position: Position): string {
  return Buffer.from(JSON.stringify([signature(sort), ...position])).toString('base64url')
}

/** Reads a cursor back. Throws INVALID_CURSOR when it was made for another order, or by nobody. */
export function readCursor(sort: SortKey[], cursor: string): Position {
  const [signed, ...position] = parse(cursor)
  const fits =
    signed === signature(sort) &&
    position.length === sort.length &&
    position.every(
      (value) => value === null || typeof value === 'string' || Number.isSafeInteger(value),
    )
  if (!fits) throw new DomainError('INVALID_CURSOR', {})
  return position as Position
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

function signature(sort: SortKey[]): string {
  return sort.map(({ by, direction }) => (direction === 'asc' ? by : `-${by}`)).join(',')
}
