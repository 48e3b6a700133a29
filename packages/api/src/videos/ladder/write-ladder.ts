import type { Writer } from '@larder/db'
import type { PlacedBytes } from '../../blobs/place.ts'
import type { Services } from '../../context.ts'
import type { LocalPicture } from '../../files/pictures/prepared-picture.ts'
import { holdFile } from '../../files/queries.ts'
import { Unwanted } from '../processing/outcome.ts'
import { replaceRenditions } from '../processing/replace-renditions.ts'
import { holdVideoById } from '../queries.ts'
import type { ToLadder } from './plan-ladder.ts'

/** Gives a video its ladder, all of it at once. Throws Unwanted when it has other bytes by now, and BytesSwept. */
export async function writeLadder(
  { clock }: Pick<Services, 'clock'>,
  db: Writer,
  { videoId, fileId }: ToLadder,
  { parts, placed }: { parts: readonly LocalPicture[]; placed: readonly PlacedBytes[] },
): Promise<void> {
  const video = await holdVideoById(db, videoId)
  const file = video?.file_id === fileId ? await holdFile(db, fileId) : undefined
  if (!file) throw new Unwanted()
  await replaceRenditions(db, file, { pictures: parts, placed }, clock.now())
}
