import type { Reader, Writer } from '@larder/db'
import { isDuplicate, isOrphan, TryAgain } from '@larder/db'
import type { Actor } from '../../access/credential.ts'
import { missingVideo } from '../policy.ts'
import type { VideoRow } from '../queries.ts'
import { resumeAt } from './resume.ts'

/** Where somebody is in a video. */
export interface Position {
  accountId: number
  video: Pick<VideoRow, 'id' | 'public_id'>
  positionMs: number
  watchedAt: string
}

/** Writes where somebody is, unless something later is written there. Throws NOT_FOUND. */
export async function writePosition(db: Writer, position: Position): Promise<void> {
  const { accountId: account_id, video, positionMs: position_ms, watchedAt: watched_at } = position
  const change = { position_ms, watched_at }
  const { numUpdatedRows } = await db
    .updateTable('video_positions')
    .set(change)
    .where('account_id', '=', account_id)
    .where('video_id', '=', video.id)
    .where('watched_at', '<=', watched_at)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n || (await isWritten(db, position))) return
  try {
    const row = { account_id, video_id: video.id, ...change }
    await db.insertInto('video_positions').values(row).execute()
  } catch (error) {
    if (isOrphan(error)) throw missingVideo(video.public_id)
    if (!isDuplicate(error)) throw error
    throw new TryAgain('Another device of the same person was quicker.')
  }
}

/** Where somebody goes on in videos, by their ids. */
export async function resumesOf(
  db: Reader,
  actor: Actor | null,
  videos: Pick<VideoRow, 'id' | 'duration_ms'>[],
): Promise<ReadonlyMap<number, number | null>> {
  if (actor === null || videos.length === 0) return new Map()
  const rows = await db
    .selectFrom('video_positions')
    .select(['video_id', 'position_ms'])
    .where('account_id', '=', actor.accountId)
    .where(
      'video_id',
      'in',
      videos.map(({ id }) => id),
    )
    .execute()
  const durations = new Map(videos.map(({ id, duration_ms }) => [id, duration_ms]))
  return new Map(
    rows.map(({ video_id, position_ms }) => [
      video_id,
      resumeAt(position_ms, durations.get(video_id) ?? null),
    ]),
  )
}

async function isWritten(db: Reader, { accountId, video }: Position): Promise<boolean> {
  const row = await db
    .selectFrom('video_positions')
    .select('video_id')
    .where('account_id', '=', accountId)
    .where('video_id', '=', video.id)
    .executeTakeFirst()
  return row !== undefined
}
