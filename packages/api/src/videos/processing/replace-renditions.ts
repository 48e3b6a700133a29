import type { Writer } from '@larder/db'
import type { PlacedBytes } from '../../blobs/place.ts'
import { referTo, release } from '../../blobs/place.ts'
import type { LocalPicture } from '../../files/pictures/prepared-picture.ts'
import type { FileRow } from '../../files/queries.ts'
import { countMore } from './count-more.ts'

/** Pictures whose bytes lie in the store, in the same order. */
interface PlacedPictures {
  pictures: readonly Omit<LocalPicture, 'path' | 'hash'>[]
  placed: readonly PlacedBytes[]
}

/**
 * Gives a held file of an account these renditions in place of those with the same labels, and counts
 * them on the quota, also where that is exceeded by them.
 */
export async function replaceRenditions(
  db: Writer,
  file: FileRow,
  { pictures, placed }: PlacedPictures,
  now: Date,
): Promise<void> {
  if (pictures.length === 0) return
  const labels = pictures.map(({ label }) => label)
  const former = await db
    .selectFrom('renditions')
    .select(['blob_id', 'size'])
    .where('file_id', '=', file.id)
    .where('label', 'in', labels)
    .execute()
  await db
    .deleteFrom('renditions')
    .where('file_id', '=', file.id)
    .where('label', 'in', labels)
    .execute()
  for (const [index, { label, mediaType, size, width, height }] of pictures.entries()) {
    const bytes = placed[index]
    if (!bytes) throw new Error(`The picture ${label} was not placed.`)
    await db
      .insertInto('renditions')
      .values({
        file_id: file.id,
        label,
        blob_id: await referTo(db, bytes, now),
        media_type: mediaType,
        size,
        width,
        height,
      })
      .execute()
  }
  for (const { blob_id } of former) await release(db, blob_id, now)
  const total = (some: readonly { size: number }[]) => some.reduce((sum, { size }) => sum + size, 0)
  const more = total(pictures) - total(former)
  await countMore(db, file, more)
}
