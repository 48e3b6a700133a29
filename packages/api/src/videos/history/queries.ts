import type { Writer } from '@larder/db'
import { DELETED_AT_ONCE } from '../../leaving/define.ts'

/** Forgets that an account watched a video. */
export async function forgetWatched(
  db: Writer,
  accountId: number,
  publicId: string,
): Promise<void> {
  await db
    .deleteFrom('video_positions')
    .where('account_id', '=', accountId)
    .where('video_id', '=', (eb) =>
      eb.selectFrom('videos').select('id').where('public_id', '=', publicId),
    )
    .execute()
}

/** Forgets some of what an account watched, the oldest first. Answers how much. */
export async function forgetSomeWatched(db: Writer, accountId: number): Promise<number> {
  const some = await db
    .selectFrom('video_positions')
    .select('video_id')
    .where('account_id', '=', accountId)
    .orderBy('watched_at')
    .limit(DELETED_AT_ONCE)
    .execute()
  const ids = some.map(({ video_id }) => video_id)
  if (ids.length > 0) {
    await db
      .deleteFrom('video_positions')
      .where('account_id', '=', accountId)
      .where('video_id', 'in', ids)
      .execute()
  }
  return ids.length
}
