import { accountEvents } from './accounts/events.ts'
import { identityEvents } from './accounts/identities/events.ts'
import { leavingEvents } from './accounts/leaving/events.ts'
import { accountPictureEvents } from './accounts/picture/events.ts'
import { profileEvents } from './accounts/profile/events.ts'
import { adminEvents } from './admin/events.ts'
import { auditEvents } from './audit/events.ts'
import { channelEvents } from './channels/events.ts'
import type { AnyEventType } from './event-log/define.ts'
import { fileEvents } from './files/events.ts'
import { FreezerMovedAway, historyEvents } from './freezers/events.ts'
import { productTypeEvents } from './freezers/types/events.ts'
import { notificationEvents } from './notifications/events.ts'
import { organisationEvents } from './organisations/events.ts'
import { playlistEvents } from './playlists/events.ts'
import { videoEvents } from './videos/events.ts'
import { webhookEvents } from './webhooks/events.ts'

/** Every type of event that Larder ever recorded. */
export const everyEvent = [
  ...accountEvents,
  ...leavingEvents,
  ...profileEvents,
  ...accountPictureEvents,
  ...adminEvents,
  ...identityEvents,
  ...auditEvents,
  ...fileEvents,
  ...historyEvents,
  FreezerMovedAway,
  ...productTypeEvents,
  ...organisationEvents,
  ...channelEvents,
  ...videoEvents,
  ...notificationEvents,
  ...playlistEvents,
  ...webhookEvents,
] as const

/** The same, by name. */
export const eventTypes: ReadonlyMap<string, AnyEventType> = new Map(
  everyEvent.map((event) => [event.type, event]),
)
