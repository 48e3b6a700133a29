import { z } from 'zod'
import { Instant } from '../calendar/instant.ts'
import { pageOf } from '../listing/schema.ts'
import { NoControlCharacters } from '../text/plain.ts'
import { Comment } from '../videos/comments/schema.ts'
import { VideoFailure } from '../videos/schema.ts'

/** What one may be told of. */
export const kindsOfNotification = [
  'new video',
  'comment',
  'reply',
  'mention',
  'ready',
  'failed',
] as const

export const NotificationKind = z
  .enum(kindsOfNotification)
  .describe(
    'new video: on a channel that you follow; comment: on a video of yours; reply: to a comment of yours; mention: somebody named you; ready, failed: what became of a video that you uploaded',
  )
export type NotificationKind = z.infer<typeof NotificationKind>

export const NotificationId = z.int().positive().describe('Id of a notification')

export const Notification = z.object({
  id: z.int(),
  kind: NotificationKind,
  video: z.object({
    id: z.string().describe('The 11 characters in its link'),
    title: z.string(),
    channel: z.object({ id: z.int(), handle: z.string(), name: z.string() }),
  }),
  comment: Comment.nullable().describe('null: it is about no comment'),
  failure: z
    .object({
      reason: VideoFailure,
      isOfReplacement: z
        .boolean()
        .describe(
          'It is other bytes that failed, which were to replace those of a video: these stay',
        ),
    })
    .nullable()
    .describe('Of the kind "failed": what the video failed with last; null once that is over'),
  isRead: z.boolean(),
  createdAt: Instant,
})
export type Notification = z.infer<typeof Notification>

export const NotificationPage = pageOf(Notification).extend({
  unread: z.int().describe('How many you have not read, on all pages'),
})

const Choice = z.object({
  inApp: z.boolean().describe('In the list of notifications and on the live feed'),
  mail: z.boolean().describe('To the address of your account'),
})
export type Choice = z.infer<typeof Choice>

/** How somebody wants to be told of each kind. */
export const NotificationChoices = z.object({
  'new video': Choice,
  comment: Choice,
  reply: Choice,
  mention: Choice,
  ready: Choice,
  failed: Choice,
} satisfies Record<NotificationKind, typeof Choice>)
export type NotificationChoices = z.infer<typeof NotificationChoices>

export const FeedName = NoControlCharacters.trim().min(1).max(80)

/** An address at which a program reads what its owner follows. */
export const FollowedFeed = z.object({ id: z.int(), name: z.string(), createdAt: Instant })
