import type { ExportFile, ExportScope } from '../leaving/export/define.ts'
import { jsonArray, pagesAfter } from '../leaving/export/text.ts'
import { captionsOf, tagsOf } from './queries.ts'

/** The videos of an account; their bytes are among its files. */
export function filesOfVideos(scope: ExportScope): ExportFile[] {
  return [
    {
      name: 'videos.json',
      explains: {
        en: 'Your videos, also those in the bin. Their bytes are in files/, under "fileId"; those that are to replace them, under "incomingFileId".',
        fr: 'Vos vidéos, aussi celles à la corbeille. Leurs octets sont dans files/, voir « fileId » ; ceux qui vont les remplacer, « incomingFileId ».',
      },
      read: () => jsonArray(ownVideos(scope)),
    },
    {
      name: 'captions.json',
      explains: {
        en: 'The captions of your videos, as WebVTT.',
        fr: 'Les sous-titres de vos vidéos, en WebVTT.',
      },
      read: () => jsonArray(ownCaptions(scope)),
    },
  ]
}

async function* ownVideos(scope: ExportScope): AsyncGenerator<object[]> {
  for await (const page of pagesAfter(scope, reader(scope), ({ rowId }) => rowId)) {
    const ids = page.map(({ rowId }) => rowId)
    const tags = await tagsOf(scope.db, ids)
    yield page.map(({ rowId, ...video }) => ({
      ...video,
      tags: tags.filter(({ video_id }) => video_id === rowId).map(({ tag }) => tag),
    }))
  }
}

function reader({ db, accountId }: ExportScope) {
  return (after: number, limit: number) =>
    db
      .selectFrom('videos as video')
      .innerJoin('channels as channel', 'channel.id', 'video.channel_id')
      .select(['video.id as rowId', 'video.public_id as id', 'video.channel_id as channelId'])
      .select(['video.title', 'video.description', 'video.language', 'video.privacy'])
      .select(['video.organisation_id as organisationId', 'video.published_at as publishedAt'])
      .select(['video.state', 'video.file_id as fileId', 'video.duration_ms as durationMs'])
      .select('video.incoming_file_id as incomingFileId')
      .select('video.replacement_failure as replacementFailure')
      .select(['video.view_count as views', 'video.like_count as likes'])
      .select(['video.dislike_count as dislikes', 'video.comment_count as comments'])
      .select(['video.created_at as createdAt', 'video.deleted_at as deletedAt'])
      .where('channel.account_id', '=', accountId)
      .where('video.id', '>', after)
      .orderBy('video.id')
      .limit(limit)
      .execute()
}

/** A video at a time: a caption may be of 1 MB. */
async function* ownCaptions(scope: ExportScope): AsyncGenerator<object[]> {
  for await (const page of pagesAfter(scope, reader(scope), ({ rowId }) => rowId)) {
    const captions = await captionsOf(
      scope.db,
      page.map(({ rowId }) => rowId),
    )
    for (const id of new Set(captions.map(({ video_id }) => video_id))) {
      await scope.readmit()
      yield await scope.db
        .selectFrom('captions')
        .innerJoin('videos as video', 'video.id', 'captions.video_id')
        .select(['video.public_id as videoId', 'captions.language', 'captions.label'])
        .select(['captions.vtt', 'captions.created_at as createdAt'])
        .where('captions.video_id', '=', id)
        .execute()
    }
  }
}
