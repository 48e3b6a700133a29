import { z } from 'zod'
import { holdAccount } from '../../accounts/queries.ts'
import { DomainError } from '../../errors/map.ts'
import { runAgain } from '../../event-log/tasks/finish-task.ts'
import { command } from '../../procedures/trpc.ts'
import { WebhookDeliveryResent, webhookStream } from '../events.ts'
import { ownDelivery } from './own-delivery.ts'
import { deliveryFrom, plannedDelivery } from './queries.ts'
import { Delivery, DeliveryId } from './schema.ts'

export const resendDelivery = command({
  summary: 'Sends a delivery again, also one that is done or failed, with all attempts before it.',
  scope: 'webhooks:write',
  reasons: ['WEBHOOK_DISABLED'],
  input: z.strictObject({ id: DeliveryId }),
  output: Delivery,
}).mutation(async ({ ctx, input }) => {
  const { accountId } = ctx.actor
  await holdAccount(ctx.db, accountId)
  const { delivery, webhook } = await ownDelivery(ctx, input.id)
  if (webhook.enabled === 0) throw new DomainError('WEBHOOK_DISABLED', { webhookId: webhook.id })
  await runAgain(ctx.db, delivery.id, ctx.clock.now())
  await ctx.record(
    webhookStream({ id: webhook.id, accountId }),
    WebhookDeliveryResent({ webhookId: webhook.id, deliveryId: delivery.id }),
  )
  return plannedDelivery(ctx.db, webhook.id, deliveryFrom(delivery).eventId)
})
