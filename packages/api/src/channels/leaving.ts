import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import type { LeavingPart } from '../leaving/define.ts'
import { DELETED_AT_ONCE } from '../leaving/define.ts'
import { deleteFollows, deleteSomeOfChannel } from './delete-rows.ts'
import { filesOfChannels } from './exported.ts'

// After the videos, which are on them.
export const channelsLeaving: LeavingPart = {
  files: filesOfChannels,
  exports: ['channels', 'follows'],
  notExported: { channel_words: 'taken from the names of channels, which are exported' },
  deletes: ['channels', 'follows', 'channel_words'],
  notDeleted: {},
  async delete(db, { accountId }, now) {
    const follows = await unfollowSome(db, accountId)
    if (follows > 0) return follows
    const channel = await locked(
      db,
      db.selectFrom('channels').select('id').where('account_id', '=', accountId).limit(1),
    ).executeTakeFirst()
    return channel ? deleteSomeOfChannel(db, channel.id, now) : 0
  },
}

async function unfollowSome(db: Writer, accountId: number): Promise<number> {
  const followed = await db
    .selectFrom('follows')
    .select('channel_id')
    .where('account_id', '=', accountId)
    .orderBy('channel_id')
    .limit(DELETED_AT_ONCE)
    .execute()
  const channelIds = followed.map(({ channel_id }) => channel_id)
  if (channelIds.length > 0) await deleteFollows(db, { accountIds: [accountId], channelIds })
  return channelIds.length
}
