import type { Writer } from '@larder/db'
import { deleteRows } from '../files/delete-rows.ts'
import { holdPictureOf } from '../files/pictures/queries.ts'
import { DELETED_AT_ONCE } from '../leaving/define.ts'

/**
 * Deletes some of a held channel that has no videos any more, few enough that nobody waits long: who
 * follows it, then its pictures and its row. Answers how many rows; 0 is never among them.
 */
export async function deleteSomeOfChannel(db: Writer, id: number, now: Date): Promise<number> {
  const followers = await db
    .selectFrom('follows')
    .select('account_id')
    .where('channel_id', '=', id)
    .limit(DELETED_AT_ONCE)
    .execute()
  if (followers.length > 0) {
    const accountIds = followers.map(({ account_id }) => account_id)
    await deleteFollows(db, { accountIds, channelIds: [id] })
    return followers.length
  }
  for (const column of ['picture_of_channel_id', 'banner_of_channel_id'] as const) {
    const file = await holdPictureOf(db, column, id)
    if (file) await deleteRows(db, file, now)
  }
  await db.deleteFrom('channels').where('id', '=', id).execute()
  return 1
}

/** Ends that somebody follows something: either one of the accounts, or one of the channels. */
export async function deleteFollows(
  db: Writer,
  { accountIds, channelIds }: { accountIds: number[]; channelIds: number[] },
): Promise<void> {
  await db
    .deleteFrom('follows')
    .where('account_id', 'in', accountIds)
    .where('channel_id', 'in', channelIds)
    .execute()
  await db
    .updateTable('channels')
    .set((eb) => ({ follower_count: eb('follower_count', '-', accountIds.length) }))
    .where('id', 'in', channelIds)
    .execute()
}
