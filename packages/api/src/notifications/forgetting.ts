import { forgetting } from '../background/forgetting.ts'

/** Nobody is told of the same again. */
export const forgettingNotifications = forgetting({
  table: 'notifications',
  overAt: 'created_at',
  keptDays: 180,
})
