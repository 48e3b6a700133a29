import type { Reader } from '@larder/db'
import { DomainError } from '../../errors/map.ts'

/**
 * Events of one time may have got their positions in another order: whoever commits late comes late.
 * Among so many the first one is looked for.
 */
const NEIGHBOURS = 1_000

/**
 * The position after which to begin; undefined when neither a position nor a time was named. `head`
 * is the last position there is. Throws POSITION_AHEAD.
 */
export async function startPosition(
  db: Reader,
  { after, since }: { after?: number | undefined; since?: string | undefined },
  head: number,
): Promise<number | undefined> {
  if (after !== undefined) {
    if (after > head) throw new DomainError('POSITION_AHEAD', { after, last: head })
    return after
  }
  if (since === undefined) return undefined
  const first = await firstPositionSince(db, since)
  return Math.min(head, first === undefined ? head : first - 1)
}

async function firstPositionSince(db: Reader, instant: string): Promise<number | undefined> {
  const rows = await db
    .selectFrom('events')
    .select('position')
    .where('recorded_at', '>=', instant)
    .where('position', 'is not', null)
    .orderBy('recorded_at')
    .limit(NEIGHBOURS)
    .execute()
  const positions = rows.flatMap(({ position }) => position ?? [])
  return positions.length > 0 ? Math.min(...positions) : undefined
}
