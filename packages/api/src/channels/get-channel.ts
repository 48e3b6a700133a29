import { z } from 'zod'
import { visitorFrom } from '../access/visitor.ts'
import { publicQuery } from '../procedures/trpc.ts'
import { maySeeChannel, missingChannel } from './policy.ts'
import { findChannelByHandle, shownChannel } from './queries.ts'
import { AskedHandle, Channel } from './schema.ts'

export const getChannel = publicQuery({
  summary: 'The page of a channel, by its handle.',
  reasons: ['NOT_FOUND'],
  input: z.strictObject({ handle: AskedHandle }),
  output: Channel,
}).query(async ({ ctx, input: { handle } }) => {
  const visitor = visitorFrom(ctx, 'videos:read')
  const channel = await findChannelByHandle(ctx.db, handle)
  if (channel && maySeeChannel(channel, visitor.actor)) {
    return shownChannel(ctx.db, visitor.actor, channel)
  }
  throw visitor.refusal ?? missingChannel(handle).withholding({ isForeign: channel !== undefined })
})
