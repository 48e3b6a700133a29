import type { Writer } from '@larder/db'
import { z } from 'zod'
import { accountStream } from '../../accounts/events.ts'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { ChannelUnfollowed } from '../events.ts'
import { maySeeChannel, missingChannel } from '../policy.ts'
import { findChannel, findChannelByHandle } from '../queries.ts'
import { AskedHandle, ChannelId } from '../schema.ts'
import { countFollowers, holdForCounting } from './queries.ts'

const Named = z.union([z.strictObject({ id: ChannelId }), z.strictObject({ handle: AskedHandle })])

/** Also of a channel that is not to be seen any more: whoever follows it may stop, and nobody else learns of it. */
export const unfollowChannel = command({
  summary:
    'Follows a channel no more, by its id or its handle, also one that is hidden meanwhile. Not following it anyway changes nothing.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND'],
  input: Named,
  output: Done,
}).mutation(async ({ ctx, input }) => {
  const { db, actor } = ctx
  const id = await idOf(db, input)
  await holdForCounting(db, id)
  const { numDeletedRows } = await db
    .deleteFrom('follows')
    .where('account_id', '=', actor.accountId)
    .where('channel_id', '=', id)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) {
    const channel = await findChannel(db, id)
    if (channel && maySeeChannel(channel, actor)) return { done: true as const }
    throw missingAs(input).withholding({ isForeign: channel !== undefined })
  }
  await countFollowers(db, id, -1)
  await ctx.record(accountStream(actor.accountId), ChannelUnfollowed({ channelId: id }))
  return { done: true as const }
})

async function idOf(db: Writer, named: z.infer<typeof Named>): Promise<number> {
  if ('id' in named) return named.id
  const channel = await findChannelByHandle(db, named.handle)
  if (!channel) throw missingAs(named).withholding({ isForeign: false })
  return channel.id
}

/** Names it as the caller did: an id would tell that there is a channel with that handle. */
function missingAs(named: z.infer<typeof Named>): ReturnType<typeof missingChannel> {
  return missingChannel('id' in named ? named.id : named.handle)
}
