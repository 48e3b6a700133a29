import { accountStream } from '../accounts/events.ts'
import { Done } from '../done.ts'
import { NoInput } from '../no-input.ts'
import { command } from '../trpc.ts'
import { NotificationsRead } from './events.ts'

export const markAllRead = command({
  summary: 'Marks every notification as read.',
  scope: 'videos:write',
  input: NoInput,
  output: Done,
}).mutation(async ({ ctx }) => {
  const { accountId } = ctx.actor
  const { numUpdatedRows } = await ctx.db
    .updateTable('notifications')
    .set({ read_at: ctx.clock.now().toISOString() })
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) {
    await ctx.record(accountStream(accountId), NotificationsRead({ notificationIds: null }))
  }
  return { done: true as const }
})
