import type { Param } from '@larder/db'
import { z } from 'zod'
import { integerColumn } from '../../listing/columns.ts'
import { listOf } from '../../listing/list.ts'
import { pageInput, pageOf } from '../../listing/schema.ts'
import { query } from '../../procedures/trpc.ts'
import { isSeenByOthers } from '../policy.ts'
import { channelsWithOwner } from '../queries.ts'
import { HiddenChannel } from '../schema.ts'

const followedHidden = listOf({
  columns: { id: integerColumn('channel.id') },
  unique: 'id',
  select: (db, param: Param<{ followerId: number }>) =>
    channelsWithOwner(db)
      .innerJoin('follows as follow', 'follow.channel_id', 'channel.id')
      .select('follow.created_at as followed_at')
      .where('follow.account_id', '=', param('followerId'))
      // All that `listFollowed` leaves out.
      .where((eb) => eb.not(isSeenByOthers(eb))),
})

export const listFollowedHidden = query({
  summary:
    'The channels that you follow and that are hidden meanwhile, such as in the bin of their owner: what unfollowing them needs, and no more of them. A page at a time.',
  scope: 'videos:read',
  input: z.strictObject(pageInput).prefault({}),
  output: pageOf(HiddenChannel),
}).query(async ({ ctx, input: { cursor, limit } }) => {
  const sort = [{ by: 'id', direction: 'asc' as const }]
  const extra = { followerId: ctx.actor.accountId }
  const { items, nextCursor } = await followedHidden.page(ctx.db, {
    where: {},
    sort,
    cursor,
    limit,
    extra,
  })
  return {
    items: items.map(({ id, handle, followed_at }) => ({ id, handle, followedAt: followed_at })),
    nextCursor,
  }
})
