import { accountEvents } from './accounts/events.ts'
import { auditEvents } from './audit/events.ts'
import type { AnyEventType } from './event-log/define.ts'
import { freezerEvents } from './freezers/events.ts'
import { productTypeEvents } from './freezers/types/events.ts'
import { webhookEvents } from './webhooks/events.ts'

/** Every type of event that Larder ever recorded. */
export const everyEvent = [
  ...accountEvents,
  ...auditEvents,
  ...freezerEvents,
  ...productTypeEvents,
  ...webhookEvents,
] as const

/** The same, by name. */
export const eventTypes: ReadonlyMap<string, AnyEventType> = new Map(
  everyEvent.map((event) => [event.type, event]),
)
