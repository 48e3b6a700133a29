import { accountsLeaving } from './accounts/leaving.ts'
import { channelsLeaving } from './channels/leaving.ts'
import { eventLogLeaving } from './event-log/leaving.ts'
import { filesLeaving } from './files/leaving.ts'
import { freezersLeaving } from './freezers/leaving.ts'
import type { LeavingPart } from './leaving/define.ts'
import { notificationsLeaving } from './notifications/leaving.ts'
import { organisationsLeaving } from './organisations/leaving.ts'
import { playlistsLeaving } from './playlists/leaving.ts'
import { commentsLeaving } from './videos/comments/leaving.ts'
import { watchingLeaving } from './videos/history/leaving.ts'
import { videosLeaving } from './videos/leaving.ts'
import { reactionsLeaving } from './videos/reactions/leaving.ts'
import { webhooksLeaving } from './webhooks/leaving.ts'

/** Every domain's part when somebody goes, in the order in which rows are deleted. */
export const leavingParts: readonly LeavingPart[] = [
  freezersLeaving,
  notificationsLeaving,
  commentsLeaving,
  reactionsLeaving,
  playlistsLeaving,
  videosLeaving,
  channelsLeaving,
  watchingLeaving,
  filesLeaving,
  webhooksLeaving,
  eventLogLeaving,
  organisationsLeaving,
  accountsLeaving,
]
