import type { Writer } from '@larder/db'
import { defineProjection } from '../event-log/projections/define.ts'
import type { EventOf, RecordedEvent } from '../event-log/recorded-event.ts'
import { eventTypes } from '../events.ts'
import { planDelivery } from './deliveries/plan-delivery.ts'
import { webhookEvents } from './events.ts'
import { listenersTo } from './listeners.ts'
import { typesOf } from './queries.ts'

type OwnEvent = EventOf<(typeof webhookEvents)[number]>

const own = new Set<string>(webhookEvents.map(({ type }) => type))

/** Plans the deliveries: which webhooks an event is for is decided here, in the order of events. */
export const webhookProjection = defineProjection({
  name: 'webhooks',
  version: 1,
  reads: [...eventTypes.values()],
  tables: [],
  async apply(db, events: RecordedEvent[]) {
    for (const event of events) {
      if (isOwn(event) && switchesOn(event)) {
        await listenAfter(db, event.payload.webhookId, event.position)
      }
    }
    const told = events.filter((event) => !isOwn(event))
    const listeners = await listenersTo(db, new Set(told.map(({ audience }) => audience)))
    for (const event of told) {
      for (const listener of listeners) {
        if (listener.audience !== event.audience) continue
        if (listener.listens_after === null || listener.listens_after >= event.position) continue
        if (typesOf(listener)?.includes(event.type) === false) continue
        await planDelivery(db, listener.id, event)
      }
    }
  },
})

// What happens to webhooks is sent to none of them: a delivery that made another one would never end.
function isOwn(event: RecordedEvent): event is OwnEvent {
  return own.has(event.type)
}

function switchesOn(event: OwnEvent): boolean {
  if (event.type === 'WebhookAdded') return event.payload.enabled
  if (event.type !== 'WebhookEdited') return false
  return event.payload.enabled && event.payload.changed.includes('enabled')
}

/** Only what comes after this event is for the webhook, however far behind the planner was. */
async function listenAfter(db: Writer, webhookId: number, position: number): Promise<void> {
  await db
    .updateTable('webhooks')
    .set({ listens_after: position })
    .where('id', '=', webhookId)
    .execute()
}
