import { z } from 'zod'
import { DomainError } from '../../errors/map.ts'
import { Done } from '../../procedures/done.ts'
import { command } from '../../procedures/trpc.ts'
import { ChannelPurged, channelStream } from '../events.ts'
import { holdOwnChannel } from '../own-channel.ts'
import { purgeChannelRow } from '../queries.ts'
import { ChannelId } from '../schema.ts'

export const purgeChannel = command({
  summary:
    'Deletes a channel in the bin for ever, with its videos, without waiting for its 30 days. Its handle is free at once; what they take of the quota is given back video by video, within a minute or so.',
  scope: 'videos:write',
  reasons: ['NOT_IN_BIN'],
  input: z.strictObject({ id: ChannelId }),
  output: Done,
}).mutation(async ({ ctx, input: { id } }) => {
  const channel = await holdOwnChannel(ctx, id, { inBin: true })
  if (channel.deleted_at === null) throw new DomainError('NOT_IN_BIN', { what: 'channel', id })
  await purgeChannelRow(ctx.db, id, ctx.clock.now())
  await ctx.record(channelStream(channel), ChannelPurged({ channelId: id }))
  return { done: true } as const
})
