import { z } from 'zod'
import { DomainError } from '../errors/map.ts'
import { command } from '../procedures/trpc.ts'
import { planDelivery } from './deliveries/plan-delivery.ts'
import { plannedDelivery } from './deliveries/queries.ts'
import { Delivery } from './deliveries/schema.ts'
import { WebhookTested, webhookStream } from './events.ts'
import { holdOwnWebhook } from './queries.ts'
import { WebhookId } from './schema.ts'

export const testWebhook = command({
  summary: 'Sends a webhook an event of the type WebhookTested, whatever it listens to.',
  scope: 'webhooks:write',
  reasons: ['WEBHOOK_DISABLED'],
  input: z.strictObject({ id: WebhookId }),
  output: Delivery,
}).mutation(async ({ ctx, input }) => {
  const { id, enabled, account_id: accountId } = await holdOwnWebhook(ctx, input.id)
  if (enabled === 0) throw new DomainError('WEBHOOK_DISABLED', { webhookId: id })
  const event = WebhookTested({ webhookId: id })
  const eventId = await ctx.record(webhookStream({ id, accountId }), event)
  const at = ctx.clock.now().toISOString()
  await planDelivery(ctx.db, id, { id: eventId, type: event.type, at })
  return plannedDelivery(ctx.db, id, eventId)
})
