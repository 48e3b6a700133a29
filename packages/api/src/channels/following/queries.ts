import type { Writer } from '@larder/db'
import { locked } from '@larder/db'

/** Holds a channel, and nothing else, so that its followers are counted one after the other. */
export async function holdForCounting(db: Writer, channelId: number): Promise<void> {
  await locked(db, db.selectFrom('channels').select('id').where('id', '=', channelId)).execute()
}

/** Counts followers that came or went. The caller holds the channel. */
export async function countFollowers(db: Writer, channelId: number, by: number): Promise<void> {
  await db
    .updateTable('channels')
    .set((eb) => ({ follower_count: eb('follower_count', '+', by) }))
    .where('id', '=', channelId)
    .execute()
}
