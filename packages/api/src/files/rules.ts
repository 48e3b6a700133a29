import type { Reader } from '@larder/db'
import { DomainError } from '../errors/map.ts'
import type { FileRow, OwnedFile } from './queries.ts'

const pictures = {
  picture_of_account_id: 'picture of an account',
  picture_of_organisation_id: 'picture of an organisation',
  picture_of_channel_id: 'picture of a channel',
  banner_of_channel_id: 'banner of a channel',
} as const

/** What shows somebody, or is a video, is taken away there, where it is seen to be one. Throws FILE_IN_USE. */
export async function requireUnused(db: Reader, file: FileRow): Promise<void> {
  const { id: fileId } = file
  for (const column of Object.keys(pictures) as (keyof typeof pictures)[]) {
    if (file[column] === null) continue
    throw new DomainError('FILE_IN_USE', { fileId, use: pictures[column] })
  }
  if (file.kind !== 'video') return
  const video = db
    .selectFrom('videos')
    .select('id')
    .where(({ or, eb }) => or([eb('file_id', '=', fileId), eb('incoming_file_id', '=', fileId)]))
  if (await video.executeTakeFirst()) throw new DomainError('FILE_IN_USE', { fileId, use: 'video' })
}

/** Whoever is to get a video without a credential gets a link to that. Throws FILE_IN_USE. */
export function requireNoVideo({ id: fileId, is_of_video }: OwnedFile): void {
  if (is_of_video) throw new DomainError('FILE_IN_USE', { fileId, use: 'video' })
}
