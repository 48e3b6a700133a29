import { addressMailTask } from './accounts/mail-to-address.ts'
import type { TaskKind } from './event-log/tasks/define-task.ts'
import { erasing } from './leaving/erasing-task.ts'
import { mailTask } from './mail/send-mail.ts'
import { announcing } from './notifications/announcing/announce-video.ts'
import { tellingOutcome } from './notifications/announcing/tell-outcome.ts'
import { organisationErasure } from './organisations/erase-deleted.ts'
import { ladderTask } from './videos/ladder/ladder-task.ts'
import { videoProcessing } from './videos/processing/processing-task.ts'
import { renamingInVideos } from './videos/search/rename-in-videos.ts'
import { webhookDelivery } from './webhooks/deliveries/deliver.ts'

/** Every kind of work on the outside world. */
export const taskKinds: readonly TaskKind[] = [
  webhookDelivery,
  mailTask,
  addressMailTask,
  erasing,
  organisationErasure,
  videoProcessing,
  ladderTask,
  announcing,
  tellingOutcome,
  renamingInVideos,
]
