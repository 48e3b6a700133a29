import { defineProjection } from '../../event-log/projections/define.ts'
import type { EventOf } from '../../event-log/recorded-event.ts'
import { freezerEvents } from '../events.ts'

type Event = EventOf<(typeof freezerEvents)[number]>

/** Which events the history of each freezer tells, and which of them were undone. */
export const historyProjection = defineProjection({
  name: 'freezer-history',
  version: 1,
  reads: freezerEvents,
  tables: ['freezer_history'],
  async apply(db, events, generation) {
    const rows = events.flatMap((event) =>
      freezersOf(event).map((freezerId) => ({
        generation,
        freezer_id: freezerId,
        position: event.position,
        event_id: event.id,
        undone_by: null,
      })),
    )
    if (rows.length > 0) await db.insertInto('freezer_history').values(rows).execute()
    for (const event of events) {
      if (event.type !== 'ActionUndone') continue
      const { undoes, action, isRedo } = event.payload
      const mark = (eventId: number, undoneBy: number | null) =>
        db
          .updateTable('freezer_history')
          .set({ undone_by: undoneBy })
          .where('generation', '=', generation)
          .where('event_id', '=', eventId)
          .execute()
      await mark(undoes, event.id)
      await mark(action.eventId, isRedo ? null : event.id)
    }
  },
})

/** The freezers that an event is about: the one of its stream, and where a product moved to. */
function freezersOf(event: Event): number[] {
  const freezers = new Set([Number(event.stream.replace('freezer-', ''))])
  if (event.type === 'ProductMoved') freezers.add(event.payload.to.freezerId)
  if (event.type === 'ActionUndone') {
    const { before, after } = event.payload.product ?? {}
    for (const state of [before, after]) if (state) freezers.add(state.place.freezerId)
  }
  return [...freezers]
}
