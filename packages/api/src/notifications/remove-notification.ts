import { z } from 'zod'
import { accountStream } from '../accounts/events.ts'
import { Done } from '../procedures/done.ts'
import { command } from '../procedures/trpc.ts'
import { NotificationRemoved } from './events.ts'
import { missingNotification } from './policy.ts'
import { NotificationId } from './schema.ts'

export const removeNotification = command({
  summary: 'Removes a notification. You are not told of the same again.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({ id: NotificationId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db } = ctx
  const { accountId } = ctx.actor
  const { numDeletedRows } = await db
    .deleteFrom('notifications')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) {
    const others = db.selectFrom('notifications').select('id').where('id', '=', id)
    const isForeign = (await others.executeTakeFirst()) !== undefined
    throw missingNotification(id).withholding({ isForeign })
  }
  await ctx.record(accountStream(accountId), NotificationRemoved({ notificationId: id }))
  return { done: true as const }
})
