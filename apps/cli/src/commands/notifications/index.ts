import { defineGroup } from '../../command/define.ts'
import { notificationChoices } from './choices.ts'
import { followedFeeds } from './feeds.ts'
import { listNotifications } from './list.ts'
import { readNotifications } from './read.ts'
import { removeNotification } from './remove.ts'

export const notifications = defineGroup('notifications', 'What you are told of', [
  listNotifications,
  readNotifications,
  removeNotification,
  notificationChoices,
  followedFeeds,
])
