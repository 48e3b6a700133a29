import type { LeavingPart } from '../../leaving/define.ts'
import { exportedHistory } from './exported.ts'
import { forgetSomeWatched } from './queries.ts'

const counted = 'numbers of a video, of nobody who watched it; they go with the video'

export const watchingLeaving: LeavingPart = {
  files: exportedHistory,
  exports: ['video_positions'],
  notExported: {
    video_views: counted,
    video_viewers: 'keyed hashes, kept for a day, that stand for nobody elsewhere',
  },
  deletes: ['video_positions'],
  notDeleted: {
    video_views: counted,
    video_viewers: 'keyed hashes, gone after a day, which is before any account is',
  },
  delete: (db, { accountId }) => forgetSomeWatched(db, accountId),
}
