import type { TRPCRouterRecord } from '@trpc/server'
import { deleteVideo } from './bin/delete-video.ts'
import { purgeVideo } from './bin/purge-video.ts'
import { restoreVideo } from './bin/restore-video.ts'
import { captions } from './captions/router.ts'
import { comments } from './comments/router.ts'
import { createVideo } from './create-video.ts'
import { editVideo } from './edit-video.ts'
import { getVideo } from './get-video.ts'
import { hasFile } from './has-file.ts'
import { history } from './history/router.ts'
import { linkVideo } from './links/link-video.ts'
import { unlockVideo } from './links/unlock-video.ts'
import { listOwnVideos } from './list-own-videos.ts'
import { listVideos } from './list-videos.ts'
import { moveVideo } from './move-video.ts'
import { positions } from './positions/router.ts'
import { publishVideo } from './publish-video.ts'
import { reactToVideo } from './reactions/react-to-video.ts'
import { listRelated } from './related/list-related.ts'
import { retryVideo } from './retry-video.ts'
import { searchVideos } from './search/search-videos.ts'
import { setFile } from './set-file.ts'
import { setPrivacy } from './set-privacy.ts'
import { thumbnail } from './thumbnails/router.ts'
import { listTrending } from './trending/list-trending.ts'
import { unpublishVideo } from './unpublish-video.ts'
import { views } from './views/router.ts'

export const videos = {
  create: createVideo,
  get: getVideo,
  link: linkVideo,
  unlock: unlockVideo,
  views,
  positions,
  history,
  search: searchVideos,
  trending: listTrending,
  related: listRelated,
  setFile,
  hasFile,
  retry: retryVideo,
  thumbnail,
  captions,
  react: reactToVideo,
  comments,
  list: listVideos,
  mine: listOwnVideos,
  edit: editVideo,
  move: moveVideo,
  setPrivacy,
  publish: publishVideo,
  unpublish: unpublishVideo,
  delete: deleteVideo,
  restore: restoreVideo,
  purge: purgeVideo,
} satisfies TRPCRouterRecord
