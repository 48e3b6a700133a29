import { indexVideo } from '@larder/api/src/videos/search/index-videos.ts'
import type { Database } from '@larder/db'
import type { InsertedVideo } from '../insert-video.ts'
import { insertVideo } from '../insert-video.ts'

/** `insertVideo` with captions, and with its words written down as the server does it after an event. */
export async function indexedVideo(
  { database }: { database: Database },
  { vtt, ...video }: Omit<Parameters<typeof insertVideo>[1], 'bytes'> & { vtt?: string },
): Promise<InsertedVideo> {
  const inserted = await insertVideo({ database }, video)
  if (vtt !== undefined) {
    const row = { video_id: inserted.id, language: 'en', label: 'English', vtt }
    await database.writer
      .insertInto('captions')
      .values({ ...row, created_at: new Date().toISOString() })
      .execute()
  }
  const { generation } = await database.reader
    .selectFrom('projections')
    .select('generation')
    .where('name', '=', 'search')
    .executeTakeFirstOrThrow()
  await database.transaction((db) => indexVideo(db, inserted.id, generation))
  return inserted
}
