import type { Param } from '@larder/db'
import { z } from 'zod'
import { foldedColumn, integerColumn } from '../../listing/columns.ts'
import { listOf } from '../../listing/list.ts'
import { pageInput, pageOf } from '../../listing/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { isSeenByOthers } from '../policy.ts'
import { channelsWithOwner, shownChannels } from '../queries.ts'
import { Channel } from '../schema.ts'

const followed = listOf({
  columns: {
    id: integerColumn('channel.id'),
    name: { ...foldedColumn('channel.name_key'), selected: true },
  },
  unique: 'id',
  select: (db, param: Param<{ followerId: number }>) =>
    channelsWithOwner(db)
      .innerJoin('follows as follow', 'follow.channel_id', 'channel.id')
      .where('follow.account_id', '=', param('followerId'))
      // Nobody follows a channel of their own.
      .where(isSeenByOthers),
})

export const listFollowed = query({
  summary: 'The channels that you follow, by name, a page at a time.',
  scope: 'videos:read',
  input: z.strictObject(pageInput).prefault({}),
  output: pageOf(Channel),
}).query(async ({ ctx, input: { cursor, limit } }) => {
  const sort = [{ by: 'name', direction: 'asc' as const }]
  const extra = { followerId: ctx.actor.accountId }
  const page = await followed.page(ctx.db, { where: {}, sort, cursor, limit, extra })
  return { ...page, items: await shownChannels(ctx.db, ctx.actor, page.items) }
})
