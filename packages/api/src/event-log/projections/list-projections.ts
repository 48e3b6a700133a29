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
  return Promise.all(
    projections.map(async ({ name, version }) => {
      const cursor = cursors.find((each) => each.name === name)
      const position = cursor?.position ?? 0
      return {
        name,
        version: cursor?.version ?? version,
        position,
        lag: Math.max(0, (head ?? 0) - position),
        ...(await parkedOf(db, name)),
        rebuiltTo: cursors.find((each) => each.name === shadowOf(name))?.position ?? null,
      }
    }),
  )
}

async function parkedOf(
  db: Reader,
  projection: string,
): Promise<Pick<ProjectionStatus, 'parked' | 'givenUp' | 'error'>> {
  const own = db.selectFrom('parked_events').where('projection', '=', projection)
  const { parked } = await own.select(sql<number>`count(*)`.as('parked')).executeTakeFirstOrThrow()
  const { givenUp } = await own
    .select(sql<number>`count(*)`.as('givenUp'))
    .where('attempts', '>', 0)
    .where('next_try_at', 'is', null)
    .executeTakeFirstOrThrow()
  const first = await own.select('error').orderBy('position').limit(1).executeTakeFirst()
  return { parked, givenUp, error: first?.error ?? null }
}
