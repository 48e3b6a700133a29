import type { Writer } from '@larder/db'
import { z } from 'zod'
import { planTask } from '../../event-log/tasks/plan-task.ts'

export const deliveryWork = {
  kind: 'webhook',
  /** What a delivery says of its event; the rest is read when it is sent. */
  payload: z.object({ eventId: z.int(), type: z.string() }),
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
  const task = {
    dedupeKey: messageIdOf(webhookId, event.id),
    subject: subjectOf(webhookId),
    payload: { eventId: event.id, type: event.type },
  }
  await planTask(db, deliveryWork, task, new Date(event.at))
}
