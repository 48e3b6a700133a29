import type { TaskKind } from './event-log/tasks/define-task.ts'
import { webhookDelivery } from './webhooks/deliveries/deliver.ts'

/** Every kind of work on the outside world. */
export const taskKinds: readonly TaskKind[] = [webhookDelivery]
