import type { Writer } from '@larder/db'
import { insertRows } from '@larder/db'
import { sql } from 'kysely'
import { defineProjection } from '../../event-log/projections/define.ts'
import type { EventOf } from '../../event-log/recorded-event.ts'
import { historyEvents } from '../events.ts'

type Event = EventOf<(typeof historyEvents)[number]>
type Undoing = Extract<Event, { type: 'ActionUndone' }>

/** Which events the history of each freezer tells, and which of them are undone. */
export const historyProjection = defineProjection({
  name: 'freezer-history',
  version: 1,
  reads: historyEvents,
  tables: ['freezer_history'],
  async apply(db, events, generation) {
    const undoings = events.filter((event): event is Undoing => event.type === 'ActionUndone')
    const deeds = events.filter((event) => event.type !== 'ActionUndone')
    await tell(db, generation, deeds, (deed) => [freezerOf(deed), ...movedTo(deed)])
    for (const undoing of undoings) {
      const { eventId } = undoing.payload.action
      const places = await toldIn(db, generation, eventId)
      await turnRound(db, generation, eventId, undoing.id)
      await tell(db, generation, [undoing], () => [
        freezerOf(undoing),
        ...restored(undoing),
        ...places,
      ])
    }
  },
})

async function tell<E extends Event>(
  db: Writer,
  generation: number,
  events: E[],
  freezersOf: (event: E) => number[],
): Promise<void> {
  const rows = events.flatMap((event) =>
    [...new Set(freezersOf(event))].map((freezerId) => ({
      generation,
      freezer_id: freezerId,
      position: event.position,
      event_id: event.id,
      action_id: event.type === 'ActionUndone' ? event.payload.action.eventId : event.id,
      undone_by: null,
    })),
  )
  await insertRows(db, 'freezer_history', rows)
}

/** What held of an action and its undoings is undone by the new one, and what was undone holds. */
async function turnRound(
  db: Writer,
  generation: number,
  actionId: number,
  undoingId: number,
): Promise<void> {
  await db
    .updateTable('freezer_history')
    .set({ undone_by: sql`case when undone_by is null then ${undoingId} end` })
    .where('generation', '=', generation)
    .where('action_id', '=', actionId)
    .execute()
}

/** The freezers whose history tells an event: its undoing belongs there as well. */
async function toldIn(db: Writer, generation: number, eventId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('freezer_history')
    .select('freezer_id')
    .where('generation', '=', generation)
    .where('action_id', '=', eventId)
    .where('event_id', '=', eventId)
    .execute()
  return rows.map(({ freezer_id }) => freezer_id)
}

function freezerOf({ stream }: Event): number {
  return Number(stream.replace('freezer-', ''))
}

function movedTo(event: Event): number[] {
  return event.type === 'ProductMoved' ? [event.payload.to.freezerId] : []
}

/** Where a product was before and is after. */
function restored({ payload: { product } }: Undoing): number[] {
  const states = [product?.before, product?.after]
  return states.flatMap((state) => (state ? [state.place.freezerId] : []))
}
