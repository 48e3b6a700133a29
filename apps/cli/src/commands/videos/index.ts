import { defineGroup } from '../../command/define.ts'
import { listBin } from './bin.ts'
import { videoCaptions } from './captions.ts'
import { addComment } from './comment.ts'
import { listComments } from './comments.ts'
import { deleteVideo } from './delete.ts'
import { deleteComment } from './delete-comment.ts'
import { downloadVideo } from './download.ts'
import { editVideo } from './edit.ts'
import { editComment } from './edit-comment.ts'
import { watchHistory } from './history.ts'
import { linkVideo } from './link.ts'
import { listVideos } from './list.ts'
import { publishVideo } from './publish.ts'
import { purgeVideo } from './purge.ts'
import { dislikeVideo, likeVideo, unlikeVideo } from './react.ts'
import { relatedVideos } from './related.ts'
import { restoreVideo } from './restore.ts'
import { retryVideo } from './retry.ts'
import { searchVideos } from './search.ts'
import { showVideo } from './show.ts'
import { videoThumbnail } from './thumbnail.ts'
import { trendingVideos } from './trending.ts'
import { unlockVideo } from './unlock.ts'
import { unpublishVideo } from './unpublish.ts'
import { uploadVideos } from './upload.ts'

export const videos = defineGroup(
  'videos',
  'Videos: upload, find, watch and talk about them',
  [
    uploadVideos,
    listVideos,
    searchVideos,
    trendingVideos,
    relatedVideos,
    showVideo,
    downloadVideo,
    likeVideo,
    dislikeVideo,
    unlikeVideo,
    listComments,
    addComment,
    editComment,
    deleteComment,
    editVideo,
    videoThumbnail,
    videoCaptions,
    publishVideo,
    unpublishVideo,
    linkVideo,
    unlockVideo,
    retryVideo,
    deleteVideo,
    listBin,
    restoreVideo,
    purgeVideo,
    watchHistory,
  ],
  'A video is on a channel ("larder channels create"), and is meant by its id, or by a link to it.',
)
