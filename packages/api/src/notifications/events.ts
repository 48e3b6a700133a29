import { z } from 'zod'
import { defineEvent } from '../event-log/define.ts'
import { NotificationKind } from './schema.ts'

// On the stream of the account that they are for. What a notification says is looked up when it is read.

export const NotificationAdded = defineEvent(
  'NotificationAdded',
  1,
  z.object({ notificationId: z.int(), kind: NotificationKind }),
)

/** `notificationIds` are null when all that were shown were read. */
export const NotificationsRead = defineEvent(
  'NotificationsRead',
  1,
  z.object({ notificationIds: z.array(z.int()).nullable() }),
)

export const NotificationRemoved = defineEvent(
  'NotificationRemoved',
  1,
  z.object({ notificationId: z.int() }),
)

export const NotificationChoicesSet = defineEvent(
  'NotificationChoicesSet',
  1,
  z.object({ kind: NotificationKind, inApp: z.boolean(), mail: z.boolean() }),
)

export const FollowedFeedCreated = defineEvent(
  'FollowedFeedCreated',
  1,
  z.object({ feedId: z.int() }),
)

export const FollowedFeedRevoked = defineEvent(
  'FollowedFeedRevoked',
  1,
  z.object({ feedId: z.int() }),
)

export const notificationEvents = [
  NotificationAdded,
  NotificationsRead,
  NotificationRemoved,
  NotificationChoicesSet,
  FollowedFeedCreated,
  FollowedFeedRevoked,
] as const
