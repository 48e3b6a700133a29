import { locked } from '@larder/db'
import type { LeavingPart } from '../leaving/define.ts'
import { deleteSomeOfVideo } from './delete-rows.ts'
import { filesOfVideos } from './exported.ts'

// Before files, whose bytes they name. What others say of them goes with them.
export const videosLeaving: LeavingPart = {
  files: filesOfVideos,
  exports: ['videos', 'video_tags', 'captions'],
  notExported: { video_words: 'taken from the words of videos, which are exported' },
  deletes: ['videos', 'video_tags', 'captions', 'video_words'],
  notDeleted: {},
  async delete(db, { accountId }, now) {
    const video = await locked(
      db,
      db
        .selectFrom('videos as video')
        .innerJoin('channels as channel', 'channel.id', 'video.channel_id')
        .select(['video.id', 'video.file_id', 'video.incoming_file_id'])
        .where('channel.account_id', '=', accountId)
        .limit(1),
    ).executeTakeFirst()
    return video ? deleteSomeOfVideo(db, video, now) : 0
  },
}
