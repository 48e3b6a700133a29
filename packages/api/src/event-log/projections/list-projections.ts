import type { Reader } from '@larder/db'
import { sql } from 'kysely'
import type { Projection } from './define.ts'
import { shadowOf } from './rebuild.ts'

export interface ProjectionStatus {
  name: string
  version: number
  position: number
  /** Events that it has not taken yet. */
  lag: number
  /** Events that it could not take, and those that wait behind them. */
  parked: number
  /** Of these, how many were given up; an operator may retry them. */
  givenUp: number
  /** Of the first one. */
  error: string | null
  /** How far a rebuild has come; null when none runs. */
  rebuiltTo: number | null
}

/** How every projection is doing. */
export async function listProjections(
  db: Reader,
  projections: readonly Projection[],
): Promise<ProjectionStatus[]> {
  const { head } = await db
    .selectFrom('events')
    .select(sql<number | null>`max(position)`.as('head'))
    .executeTakeFirstOrThrow()
  const cursors = await db.selectFrom('projections').selectAll().execute()
  const parked = await db.selectFrom('parked_events').selectAll().orderBy('position').execute()
  return projections.map(({ name, version }) => {
    const cursor = cursors.find((each) => each.name === name)
    const own = parked.filter(({ projection }) => projection === name)
    const position = cursor?.position ?? 0
    return {
      name,
      version: cursor?.version ?? version,
      position,
      lag: Math.max(0, (head ?? 0) - position),
      parked: own.length,
      givenUp: own.filter((each) => each.attempts > 0 && each.next_try_at === null).length,
      error: own[0]?.error ?? null,
      rebuiltTo: cursors.find((each) => each.name === shadowOf(name))?.position ?? null,
    }
  })
}
