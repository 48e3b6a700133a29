import type { ExportFile, ExportScope } from '../leaving/export/define.ts'
import { jsonArray, pagesAfter } from '../leaving/export/text.ts'

/** The playlists of an account. */
export function filesOfPlaylists(scope: ExportScope): ExportFile[] {
  return [
    {
      name: 'playlists.json',
      explains: {
        en: 'Your playlists, with the ids of the videos in them.',
        fr: 'Vos listes de lecture, avec les identifiants de leurs vidéos.',
      },
      read: () => jsonArray(ownPlaylists(scope)),
    },
  ]
}

async function* ownPlaylists(scope: ExportScope): AsyncGenerator<object[]> {
  const { db } = scope
  const read = (after: number, limit: number) =>
    db
      .selectFrom('playlists')
      .select(['id as rowId', 'public_id as id', 'title', 'description', 'privacy'])
      .select(['channel_id as channelId', 'created_at as createdAt', 'changed_at as changedAt'])
      .where('account_id', '=', scope.accountId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute()
  for await (const page of pagesAfter(scope, read, ({ rowId }) => rowId)) {
    for (const { rowId, ...playlist } of page) {
      const items = await db
        .selectFrom('playlist_items as item')
        .innerJoin('videos as video', 'video.id', 'item.video_id')
        .select(['video.public_id as videoId', 'item.added_at as addedAt'])
        .where('item.playlist_id', '=', rowId)
        .orderBy('item.place')
        .execute()
      yield [{ ...playlist, videos: items }]
    }
  }
}
