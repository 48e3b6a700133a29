import { isDuplicate } from '@larder/db'
import { z } from 'zod'
import { accountStream } from '../../accounts/events.ts'
import { DomainError } from '../../errors/map.ts'
import { command } from '../../procedures/trpc.ts'
import { ChannelFollowed } from '../events.ts'
import { isOwner, maySeeChannel, missingChannel } from '../policy.ts'
import { findChannel, shownChannel } from '../queries.ts'
import { Channel, ChannelId } from '../schema.ts'
import { countFollowers, holdForCounting } from './queries.ts'

export const followChannel = command({
  summary:
    'Follows a channel: you are told of what it publishes. Following it already changes nothing.',
  scope: 'videos:write',
  reasons: ['NOT_FOUND', 'CHANNEL_IS_YOURS'],
  input: z.strictObject({ id: ChannelId }),
  output: Channel,
}).mutation(async ({ ctx, input: { id } }) => {
  const { db, actor } = ctx
  await holdForCounting(db, id)
  const channel = await findChannel(db, id)
  if (!channel || !maySeeChannel(channel, actor)) {
    throw missingChannel(id).withholding({ isForeign: channel !== undefined })
  }
  if (isOwner(channel, actor)) throw new DomainError('CHANNEL_IS_YOURS', { channelId: id })
  const follow = { account_id: actor.accountId, channel_id: id }
  try {
    const created_at = ctx.clock.now().toISOString()
    await db
      .insertInto('follows')
      .values({ ...follow, created_at })
      .execute()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    return shownChannel(db, actor, channel)
  }
  await countFollowers(db, id, 1)
  await ctx.record(accountStream(actor.accountId), ChannelFollowed({ channelId: id }))
  return shownChannel(db, actor, { ...channel, follower_count: channel.follower_count + 1 })
})
