import { z } from 'zod'
import { holdAccount } from '../accounts/queries.ts'
import { DomainError } from '../errors/map.ts'
import { command } from '../procedures/trpc.ts'
import { isReserved } from '../text/reserved-names.ts'
import { ChannelCreated, channelStream } from './events.ts'
import { missingChannel } from './policy.ts'
import { countChannels, findChannel, insertChannel, shownChannel } from './queries.ts'
import { Channel, ChannelDescription, ChannelHandle, ChannelName } from './schema.ts'

export const createChannel = command({
  summary: 'Creates a channel of your own, which everybody can see.',
  scope: 'videos:write',
  reasons: ['HANDLE_TAKEN', 'HANDLE_RESERVED', 'CHANNEL_LIMIT_REACHED'],
  input: z.strictObject({
    handle: ChannelHandle,
    name: ChannelName,
    description: ChannelDescription.default(''),
  }),
  output: Channel,
}).mutation(async ({ ctx, input }) => {
  const { db, actor } = ctx
  const { accountId } = actor
  if (isReserved(input.handle)) throw new DomainError('HANDLE_RESERVED', { handle: input.handle })
  await holdAccount(db, accountId)
  const limit = ctx.limits.channelsPerAccount
  if ((await countChannels(db, accountId)) >= limit) {
    throw new DomainError('CHANNEL_LIMIT_REACHED', { limit })
  }
  const id = await insertChannel(db, { accountId, ...input, now: ctx.clock.now() })
  const stream = channelStream({ id, account_id: accountId })
  await ctx.record(stream, ChannelCreated({ channelId: id }))
  const row = await findChannel(db, id)
  if (!row) throw missingChannel(id)
  return shownChannel(db, actor, row)
})
