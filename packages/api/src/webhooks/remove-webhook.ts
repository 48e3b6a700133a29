import { z } from 'zod'
import { Done } from '../procedures/done.ts'
import { command } from '../procedures/trpc.ts'
import { dropDeliveries } from './deliveries/queries.ts'
import { WebhookRemoved, webhookStream } from './events.ts'
import { holdOwnWebhook } from './queries.ts'
import { WebhookId } from './schema.ts'

export const removeWebhook = command({
  summary: 'Removes a webhook with its deliveries. What still waits is never sent.',
  scope: 'webhooks:write',
  input: z.strictObject({ id: WebhookId }),
  output: Done,
}).mutation(async ({ ctx, input }) => {
  const { id, url, account_id: accountId } = await holdOwnWebhook(ctx, input.id)
  await dropDeliveries(ctx.db, id)
  await ctx.db.deleteFrom('webhooks').where('id', '=', id).execute()
  const { host } = new URL(url)
  await ctx.record(webhookStream({ id, accountId }), WebhookRemoved({ webhookId: id, host }))
  return { done: true } as const
})
