import type { Writer } from '@larder/db'
import { insertRows } from '@larder/db'
import { eventTypes } from '../events.ts'
import { holdCursor } from './projections/cursor.ts'
import { defineProjection } from './projections/define.ts'
import { shadowOf } from './projections/rebuild.ts'

/**
 * From which address and in which request events came. Indexes on the log itself would find the same,
 * but each of them would cost every command; here they cost none.
 */
export const originsProjection = defineProjection({
  name: 'event-origins',
  version: 1,
  reads: [...eventTypes.values()],
  tables: ['event_origins'],
  async apply(db, events, generation) {
    const rows = events.flatMap(({ id, at, requestId, address }) => {
      const event = { generation, recorded_at: at, event_id: id }
      const origins = [
        { ...event, kind: 'request' as const, value: requestId },
        { ...event, kind: 'address' as const, value: address },
      ]
      return origins.filter(({ value }) => value !== '')
    })
    await insertRows(db, 'event_origins', rows)
  },
})

const names = [originsProjection.name, shadowOf(originsProjection.name)]

/** Keeps the projection from reading, until the transaction ends, what that takes out of the log. */
export async function holdOrigins(db: Writer): Promise<void> {
  for (const name of names) await holdCursor(db, name)
}

/** Forgets the address that an event came from. */
export async function forgetAddress(
  db: Writer,
  event: { id: number; address: string; recorded_at: string },
): Promise<void> {
  const generations = db.selectFrom('projections').select('generation').where('name', 'in', names)
  await db
    .deleteFrom('event_origins')
    .where('generation', 'in', generations)
    .where('kind', '=', 'address')
    .where('value', '=', event.address)
    .where('recorded_at', '=', event.recorded_at)
    .where('event_id', '=', event.id)
    .execute()
}
