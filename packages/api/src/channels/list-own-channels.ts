import { z } from 'zod'
import { listInput } from '../listing/schema.ts'
import { sortKeys } from '../listing/sort.ts'
import { query } from '../procedures/trpc.ts'
import { channelColumns, channelSorts, ownChannels } from './channel-list.ts'
import { shownChannels } from './queries.ts'
import { ChannelPage } from './schema.ts'

export const listOwnChannels = query({
  summary: 'Your channels, or those in your bin, a page at a time, in the order of their creation.',
  scope: 'videos:read',
  input: z
    .strictObject({
      inBin: z.boolean().default(false).describe('Those in the bin instead of those in use'),
      ...listInput(channelColumns, channelSorts),
    })
    .prefault({}),
  output: ChannelPage,
}).query(async ({ ctx, input }) => {
  const where = {
    accountId: { eq: ctx.actor.accountId },
    deletedAt: { isNull: !input.inBin },
    and: [input.where ?? {}],
  }
  const sort = sortKeys(channelSorts, input.sort ?? [{ by: 'created', direction: 'asc' }])
  const request = { where, sort, cursor: input.cursor, limit: input.limit, extra: {} }
  const { items, nextCursor } = await ownChannels.page(ctx.db, request)
  return {
    items: await shownChannels(ctx.db, ctx.actor, items),
    nextCursor,
    ...(input.withTotal ? { total: await ownChannels.count(ctx.db, request) } : {}),
  }
})
