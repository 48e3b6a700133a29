import type { Writer } from '@larder/db'
import { notificationsOfVideo, toldOfVideo } from '../notifications/belongings.ts'
import { placesOfVideo } from '../playlists/belongings.ts'
import { commentsOfVideo } from './comments/belongings.ts'
import { watchingBelongings } from './history/belongings.ts'
import { reactionsOfVideo } from './reactions/belongings.ts'

/**
 * Rows that belong to a video and may be many: deletes some of them, few enough that nobody waits long,
 * and answers how many. Counters of other rows that these are counted in change with them.
 */
export type Belongings = (db: Writer, videoId: number) => Promise<number>

/** Every domain's, in the order in which they are deleted. Tags and captions are few, and go with its row. */
export const everyBelonging: readonly Belongings[] = [
  notificationsOfVideo,
  toldOfVideo,
  commentsOfVideo,
  reactionsOfVideo,
  placesOfVideo,
  ...watchingBelongings,
]
