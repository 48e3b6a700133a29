import type { Reader, Writer } from '@larder/db'
import { locked } from '@larder/db'
import type { OwnedFile } from '../queries.ts'
import { filesWithHash, renditionsOf } from '../queries.ts'
import type { ShownPicture } from './schema.ts'

/** Whom a picture shows: the column that says so. */
export type PictureColumn =
  | 'picture_of_account_id'
  | 'picture_of_organisation_id'
  | 'picture_of_channel_id'
  | 'banner_of_channel_id'

/** The pictures of accounts or organisations, by their ids. */
export async function picturesOf(
  db: Reader,
  column: PictureColumn,
  ids: number[],
): Promise<Map<number, ShownPicture>> {
  if (ids.length === 0) return new Map()
  const files = await db
    .selectFrom('files')
    .select(['id', `${column} as shows`])
    .where(column, 'in', ids)
    .execute()
  const renditions = await renditionsOf(
    db,
    files.map(({ id }) => id),
  )
  return new Map(
    files.map(({ id, shows }) => [
      Number(shows),
      {
        fileId: id,
        renditions: renditions
          .filter(({ file_id }) => file_id === id)
          .map(({ label, width, height }) => ({ label, width, height })),
      },
    ]),
  )
}

/** The picture of one account or organisation. */
export async function pictureOf(
  db: Reader,
  column: PictureColumn,
  id: number,
): Promise<ShownPicture | null> {
  return (await picturesOf(db, column, [id])).get(id) ?? null
}

/** The file of a picture, held until the transaction ends. */
export function holdPictureOf(
  db: Writer,
  column: PictureColumn,
  id: number,
): Promise<OwnedFile | undefined> {
  return locked(db, filesWithHash(db).where(`files.${column}`, '=', id)).executeTakeFirst()
}
