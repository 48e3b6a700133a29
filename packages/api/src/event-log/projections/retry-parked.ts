import type { Services } from '../../context.ts'
import { apply, Poison } from './apply-batch.ts'
import { holdCursor } from './cursor.ts'
import type { Projection } from './define.ts'
import type { ParkedEvent } from './parking.ts'
import { dueStreams, firstParked, parkAgain, unpark } from './parking.ts'

/** Tries again what is parked and due, each with what waits behind it. */
export async function retryParked(services: Services, projection: Projection): Promise<void> {
  const { database, clock } = services
  for (const stream of await dueStreams(database.reader, projection.name, clock.now())) {
    while (await retryFirst(services, projection, stream));
  }
}

/**
 * Applies the first parked event of a stream, in a transaction of its own, or counts that it failed
 * again. Holding the cursor keeps what comes next in the stream from passing it, and other processes
 * from applying it as well. Answers whether there may be more.
 */
async function retryFirst(
  { database, clock }: Services,
  projection: Projection,
  stream: string,
): Promise<boolean> {
  const { name, version } = projection
  let parked: ParkedEvent | undefined
  try {
    return await database.transaction(async (db) => {
      const cursor = await holdCursor(db, name)
      parked = await firstParked(db, name, stream)
      if (cursor?.version !== version || !parked) return false
      const { position } = parked
      const row = await db
        .selectFrom('events')
        .selectAll()
        .where('position', '=', position)
        .executeTakeFirstOrThrow()
      await unpark(db, parked)
      await apply(db, projection, [{ ...row, position }], cursor.generation)
      return true
    })
  } catch (error) {
    const failed = parked
    if (!(error instanceof Poison) || !failed) throw error
    await database.transaction((db) => parkAgain(db, failed, clock.now(), error.cause))
    return false
  }
}
