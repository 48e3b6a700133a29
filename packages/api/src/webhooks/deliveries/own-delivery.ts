import type { Reader, Tables } from '@larder/db'
import type { Selectable } from 'kysely'
import type { Actor } from '../../access/credential.ts'
import type { WebhookRow } from '../queries.ts'
import { findWebhook } from '../queries.ts'
import { findDelivery, missingDelivery, webhookIdOf } from './queries.ts'

/** A delivery to one of the actor's webhooks, with that webhook. Throws NOT_FOUND. */
export async function ownDelivery(
  { db, actor }: { db: Reader; actor: Actor },
  id: number,
): Promise<{ delivery: Selectable<Tables['tasks']>; webhook: WebhookRow }> {
  const delivery = await findDelivery(db, id)
  const webhook = delivery && (await findWebhook(db, webhookIdOf(delivery)))
  if (!delivery || !webhook) throw missingDelivery(id)
  if (webhook.account_id !== actor.accountId) {
    throw missingDelivery(id).withholding({ isForeign: true })
  }
  return { delivery, webhook }
}
