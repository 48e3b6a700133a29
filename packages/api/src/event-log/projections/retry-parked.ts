import type { Services } from '../../context.ts'
import { recordedEvent } from '../recorded-event.ts'
import { apply } from './apply-batch.ts'
import { holdCursor } from './cursor.ts'
import type { Projection } from './define.ts'
import type { ParkedEvent } from './parking.ts'
import { dueParked, parkAgain, parkedBehind, unpark } from './parking.ts'

/** Tries again what is parked and due, each with what waits behind it. Answers how many were freed. */
export async function retryParked(
  services: Services,
  name: string,
  projection: Projection,
): Promise<number> {
  const { database, clock } = services
  let freed = 0
  for (const due of await dueParked(database.reader, name, clock.now())) {
    for (const parked of await parkedBehind(database.reader, due)) {
      if (!(await retryOne(services, parked, projection))) break
      freed++
    }
  }
  return freed
}

/** Applies a parked event in a transaction of its own, or counts that it failed again. */
async function retryOne(
  { database, clock }: Services,
  parked: ParkedEvent,
  projection: Projection,
): Promise<boolean> {
  try {
    return await database.transaction(async (db) => {
      const cursor = await holdCursor(db, parked.projection)
      const row = await db
        .selectFrom('events')
        .selectAll()
        .where('position', '=', parked.position)
        .executeTakeFirst()
      if (!cursor || !row) return false
      await unpark(db, parked)
      await apply(db, projection, [recordedEvent(row)], cursor.generation)
      return true
    })
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    if (cause === undefined) throw error
    await database.transaction((db) => parkAgain(db, parked, clock.now(), cause))
    return false
  }
}
