import type { Writer } from '@larder/db'
import { locked } from '@larder/db'

/** Holds a video, and nothing else, so that what is counted of it changes one after the other. */
export async function holdForCounting(
  db: Writer,
  video: { publicId: string } | { id: number },
): Promise<void> {
  const row = db.selectFrom('videos').select('id')
  const found =
    'id' in video ? row.where('id', '=', video.id) : row.where('public_id', '=', video.publicId)
  await locked(db, found).execute()
}
