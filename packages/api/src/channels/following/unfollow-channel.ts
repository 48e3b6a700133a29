import { z } from 'zod'
import { accountStream } from '../../accounts/events.ts'
import { Done } from '../../done.ts'
import { command } from '../../trpc.ts'
import { ChannelUnfollowed } from '../events.ts'
import { maySeeChannel, missingChannel } from '../policy.ts'
import { findChannel } from '../queries.ts'
import { ChannelId } from '../schema.ts'
import { countFollowers, holdForCounting } from './queries.ts'

/** Also of a channel that is not to be seen any more: whoever follows it may stop. */
export const unfollowChannel = command({
  summary: 'Follows a channel no more. Not following it anyway changes nothing.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({ id: ChannelId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db, actor } = ctx
  await holdForCounting(db, id)
  const { numDeletedRows } = await db
    .deleteFrom('follows')
    .where('account_id', '=', actor.accountId)
    .where('channel_id', '=', id)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) {
    const channel = await findChannel(db, id)
    if (channel && maySeeChannel(channel, actor)) return { done: true as const }
    throw missingChannel(id).withholding({ isForeign: channel !== undefined })
  }
  await countFollowers(db, id, -1)
  await ctx.record(accountStream(actor.accountId), ChannelUnfollowed({ channelId: id }))
  return { done: true as const }
})
