import type { Reader, Writer } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import { isVideoOwner, missingVideo } from './policy.ts'
import type { VideoRow } from './queries.ts'
import { findVideo, holdVideo } from './queries.ts'

/** A video of the caller's own, in the bin or not. Throws NOT_FOUND. */
export async function ownVideo(
  { db, actor }: { db: Reader; actor: Actor },
  publicId: string,
): Promise<VideoRow> {
  return requireOwn(await findVideo(db, publicId), actor, publicId)
}

/** The same, held until the transaction ends. Throws NOT_FOUND. */
export async function holdOwnVideo(
  { db, actor }: { db: Writer; actor: Actor },
  publicId: string,
): Promise<VideoRow> {
  return requireOwn(await holdVideo(db, publicId), actor, publicId)
}

function requireOwn(video: VideoRow | undefined, actor: Actor, publicId: string): VideoRow {
  if (!video) throw missingVideo(publicId)
  if (!isVideoOwner(video, actor)) throw missingVideo(publicId).withholding({ isForeign: true })
  return video
}
