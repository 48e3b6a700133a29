import type { Writer } from '@larder/db'
import { planTask } from '../../event-log/tasks/plan-task.ts'

/** The kind of task that a delivery is. */
export const DELIVERY = 'webhook'

/** What a delivery says of its event; the rest is read when it is sent. */
export interface Planned {
  eventId: number
  type: string
}

/** What deliveries to a webhook are planned for. */
export function subjectOf(webhookId: number): string {
  return `webhook-${webhookId}`
}

/** The `webhook-id` of a delivery: the same at every attempt, and another for every webhook. */
export function messageIdOf(webhookId: number, eventId: number): string {
  return `${webhookId}-${eventId}`
}

/** Plans to deliver an event to a webhook, once. */
export async function planDelivery(
  db: Writer,
  webhookId: number,
  event: { id: number; type: string; at: string },
): Promise<void> {
  const payload: Planned = { eventId: event.id, type: event.type }
  await planTask(
    db,
    {
      kind: DELIVERY,
      dedupeKey: messageIdOf(webhookId, event.id),
      subject: subjectOf(webhookId),
      payload,
    },
    new Date(event.at),
  )
}
