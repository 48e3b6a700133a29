import type { Reader, Writer } from '@larder/db'
import type { Reaction } from '../schema.ts'

/** What an account thinks of videos: those of which it said something. */
export async function reactionsOf(
  db: Reader,
  accountId: number | undefined,
  videoIds: number[],
): Promise<ReadonlyMap<number, 'like' | 'dislike'>> {
  if (accountId === undefined || videoIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('reactions')
    .select(['video_id', 'reaction'])
    .where('account_id', '=', accountId)
    .where('video_id', 'in', videoIds)
    .execute()
  return new Map(rows.map(({ video_id, reaction }) => [video_id, reaction]))
}

/**
 * Writes down what an account thinks of a video, and counts it. The caller holds the video. Answers
 * whether that was something else before.
 */
export async function giveReaction(
  db: Writer,
  { accountId, videoId, reaction }: { accountId: number; videoId: number; reaction: Reaction },
  now: Date,
): Promise<boolean> {
  const before = (await reactionsOf(db, accountId, [videoId])).get(videoId) ?? 'none'
  if (before === reaction) return false
  const own = { account_id: accountId, video_id: videoId }
  await db
    .deleteFrom('reactions')
    .where('account_id', '=', accountId)
    .where('video_id', '=', videoId)
    .execute()
  if (reaction !== 'none') {
    const row = { ...own, reaction, created_at: now.toISOString() }
    await db.insertInto('reactions').values(row).execute()
  }
  const change = (kind: Reaction): number => Number(reaction === kind) - Number(before === kind)
  await db
    .updateTable('videos')
    .set((eb) => ({
      like_count: eb('like_count', '+', change('like')),
      dislike_count: eb('dislike_count', '+', change('dislike')),
    }))
    .where('id', '=', videoId)
    .execute()
  return true
}
