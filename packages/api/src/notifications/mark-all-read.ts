import type { Writer } from '@larder/db'
import { accountStream } from '../accounts/events.ts'
import { Done } from '../procedures/done.ts'
import { NoInput } from '../procedures/no-input.ts'
import { command } from '../procedures/trpc.ts'
import { NotificationsRead } from './events.ts'
import type { Onlooker } from './queries.ts'
import { notificationsOf } from './queries.ts'

/** Named in one statement. */
const AT_ONCE = 500

export const markAllRead = command({
  summary:
    'Marks every notification as read that is shown to you. What is hidden comes back as it was.',
  scope: 'videos:write',
  input: NoInput,
  output: Done,
}).mutation(async ({ ctx }) => {
  const { db, actor } = ctx
  const onlooker = { actor, now: ctx.clock.now() }
  let isAnyRead = false
  for (let after: number | undefined = 0; after !== undefined; ) {
    const ids = await shownUnread(db, onlooker, after)
    if (ids.length > 0) {
      await db
        .updateTable('notifications')
        .set({ read_at: onlooker.now.toISOString() })
        .where('id', 'in', ids)
        .execute()
      isAnyRead = true
    }
    after = ids.length < AT_ONCE ? undefined : ids.at(-1)
  }
  if (isAnyRead) {
    await ctx.record(accountStream(actor.accountId), NotificationsRead({ notificationIds: null }))
  }
  return { done: true as const }
})

/** The next that are shown and not read, by their ids. */
async function shownUnread(db: Writer, onlooker: Onlooker, after: number): Promise<number[]> {
  const rows = await notificationsOf(db, onlooker)
    .select('notification.id')
    .where('notification.read_at', 'is', null)
    .where('notification.id', '>', after)
    .orderBy('notification.id')
    .limit(AT_ONCE)
    .execute()
  return rows.map(({ id }) => id)
}
