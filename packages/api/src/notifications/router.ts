import type { TRPCRouterRecord } from '@trpc/server'
import { getChoices } from './choices/get-choices.ts'
import { setChoice } from './choices/set-choice.ts'
import { createFeed } from './feeds/create-feed.ts'
import { listFeeds } from './feeds/list-feeds.ts'
import { revokeFeed } from './feeds/revoke-feed.ts'
import { listNotifications } from './list-notifications.ts'
import { markAllRead } from './mark-all-read.ts'
import { markRead } from './mark-read.ts'
import { removeNotification } from './remove-notification.ts'

export const notifications = {
  list: listNotifications,
  markRead,
  markAllRead,
  remove: removeNotification,
  choices: { get: getChoices, set: setChoice },
  feeds: { list: listFeeds, create: createFeed, revoke: revokeFeed },
} satisfies TRPCRouterRecord
