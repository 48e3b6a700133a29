import { z } from 'zod'
import { accountStream } from '../accounts/events.ts'
import { Done } from '../procedures/done.ts'
import { command } from '../procedures/trpc.ts'
import { NotificationsRead } from './events.ts'
import { NotificationId } from './schema.ts'

export const markRead = command({
  summary:
    'Marks some notifications as read. Those that are not there, or not yours, are passed over.',
  scope: 'videos:write',
  input: z.strictObject({ ids: z.array(NotificationId).min(1).max(200) }),
  output: Done,
}).mutation(async ({ ctx, input: { ids } }) => {
  const { db } = ctx
  const { accountId } = ctx.actor
  const { numUpdatedRows } = await db
    .updateTable('notifications')
    .set({ read_at: ctx.clock.now().toISOString() })
    .where('account_id', '=', accountId)
    .where('id', 'in', ids)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) {
    await ctx.record(accountStream(accountId), NotificationsRead({ notificationIds: ids }))
  }
  return { done: true as const }
})
