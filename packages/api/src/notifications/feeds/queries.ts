import type { Reader } from '@larder/db'
import type { z } from 'zod'
import type { FollowedFeed } from '../schema.ts'

/** The feeds that an account made and did not revoke, the newest first. */
export async function feedsOf(
  db: Reader,
  accountId: number,
): Promise<z.infer<typeof FollowedFeed>[]> {
  return db
    .selectFrom('followed_feeds')
    .select(['id', 'name', 'created_at as createdAt'])
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .execute()
}
