import { z } from 'zod'
import { visitorFrom } from '../access/visitor.ts'
import { listInput } from '../listing/schema.ts'
import { sortKeys } from '../listing/sort.ts'
import { publicQuery } from '../procedures/trpc.ts'
import { channelColumns, channelSorts, seenChannels } from './channel-list.ts'
import { shownChannels } from './queries.ts'
import { ChannelPage } from './schema.ts'

export const listChannels = publicQuery({
  summary: 'The channels of this server, a page at a time, the newest first.',
  input: z.strictObject({ ...listInput(channelColumns, channelSorts) }).prefault({}),
  output: ChannelPage,
}).query(async ({ ctx, input }) => {
  const { actor } = visitorFrom(ctx, 'videos:read')
  const sort = sortKeys(channelSorts, input.sort ?? [{ by: 'created', direction: 'desc' }])
  const { where = {}, cursor, limit } = input
  const request = { where, sort, cursor, limit, extra: {} }
  const { items, nextCursor } = await seenChannels.page(ctx.db, request)
  return {
    items: await shownChannels(ctx.db, actor, items),
    nextCursor,
    ...(input.withTotal ? { total: await seenChannels.count(ctx.db, request) } : {}),
  }
})
