import { accountEvents } from './accounts/events.ts'
import type { AnyEventType } from './event-log/define.ts'
import { freezerEvents } from './freezers/events.ts'
import { productTypeEvents } from './freezers/types/events.ts'

/** Every type of event that Larder ever recorded, by name. */
export const eventTypes: ReadonlyMap<string, AnyEventType> = new Map(
  [...accountEvents, ...freezerEvents, ...productTypeEvents].map((event) => [event.type, event]),
)
