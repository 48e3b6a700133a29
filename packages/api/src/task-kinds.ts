import { addressMailTask } from './accounts/address-mail-task.ts'
import type { TaskKind } from './event-log/tasks/define-task.ts'
import { erasingTask } from './leaving/erasing-task.ts'
import { mailTask } from './mail/mail-task.ts'
import { announcingTask } from './notifications/announcing/announcing-task.ts'
import { outcomeTask } from './notifications/announcing/outcome-task.ts'
import { organisationErasureTask } from './organisations/organisation-erasure-task.ts'
import { ladderTask } from './videos/ladder/ladder-task.ts'
import { processingTask } from './videos/processing/processing-task.ts'
import { renamingTask } from './videos/search/renaming-task.ts'
import { deliveryTask } from './webhooks/deliveries/delivery-task.ts'

/** Every kind of work on the outside world. */
export const taskKinds: readonly TaskKind[] = [
  deliveryTask,
  mailTask,
  addressMailTask,
  erasingTask,
  organisationErasureTask,
  processingTask,
  ladderTask,
  announcingTask,
  outcomeTask,
  renamingTask,
]
