import type { Reader, Tables, Writer } from '@larder/db'
import type { Selectable } from 'kysely'
import { DomainError } from '../../errors/map.ts'
import { deliveryWork, messageIdOf, subjectOf } from './plan-delivery.ts'
import type { Delivery } from './schema.ts'

type TaskRow = Selectable<Tables['tasks']>

/** A delivery to any webhook. */
export function findDelivery(db: Reader, id: number): Promise<TaskRow | undefined> {
  return db
    .selectFrom('tasks')
    .selectAll()
    .where('kind', '=', deliveryWork.kind)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The delivery of an event to a webhook, which was just planned. */
export async function plannedDelivery(
  db: Reader,
  webhookId: number,
  eventId: number,
): Promise<Delivery> {
  const row = await db
    .selectFrom('tasks')
    .selectAll()
    .where('kind', '=', deliveryWork.kind)
    .where('dedupe_key', '=', messageIdOf(webhookId, eventId))
    .executeTakeFirstOrThrow()
  return deliveryFrom(row)
}

/** Forgets every delivery to a webhook, also what still waits. */
export async function dropDeliveries(db: Writer, webhookId: number): Promise<void> {
  await db
    .deleteFrom('tasks')
    .where('kind', '=', deliveryWork.kind)
    .where('subject', '=', subjectOf(webhookId))
    .execute()
}

/** The webhook that a delivery is for. */
export function webhookIdOf({ subject }: Pick<TaskRow, 'subject'>): number {
  return Number(subject.replace('webhook-', ''))
}

/** A delivery as its owner sees it. */
export function deliveryFrom(row: TaskRow): Delivery {
  const { eventId, type } = deliveryWork.payload.parse(JSON.parse(row.payload))
  return {
    id: row.id,
    webhookId: webhookIdOf(row),
    messageId: row.dedupe_key,
    eventId,
    type,
    state: row.state,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    outcome: row.outcome,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}

/** What is answered for a delivery that is not there, and for one to somebody else's webhook. */
export function missingDelivery(id: number): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'webhook delivery', id })
}
