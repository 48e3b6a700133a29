import type { Writer } from '@larder/db'
import { holdForCounting } from '../hold-for-counting.ts'
import type { VideoRow } from '../queries.ts'
import { findVideoById } from '../queries.ts'
import { missingComment } from './policy.ts'
import type { CommentRow } from './queries.ts'
import { findComment } from './queries.ts'

/**
 * A comment that is not deleted, whoever wrote it, and its video, which is held until the transaction
 * ends. Throws NOT_FOUND.
 */
export async function holdComment(
  db: Writer,
  id: number,
): Promise<{ comment: CommentRow; video: VideoRow }> {
  const found = await findComment(db, id)
  if (!found) throw missingComment(id)
  await holdForCounting(db, { id: found.video_id })
  // It may have gone while somebody else held the video.
  const comment = await findComment(db, id)
  const video = await findVideoById(db, found.video_id)
  if (!video || !comment || comment.deleted_at !== null) throw missingComment(id)
  return { comment, video }
}
