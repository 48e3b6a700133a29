import { reason } from '../errors/reason.ts'

/** The reasons of notifications and feeds. */
export const notificationErrors = {
  FOLLOWED_FEED_LIMIT_REACHED: reason<{ limit: number }>(
    'CONFLICT',
    ({ limit }) =>
      `You have ${limit} feeds of what you follow, and that is the limit. Revoke one first.`,
  ),
}
